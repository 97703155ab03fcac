import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Failure, Filed, Melding, Message, MessageAction, Opened } from '~/api/generated/surface';
import { usualList, windowOf } from '~/api/message-rows';
import { messageWorld } from '~/test/messages';
import { renderWithin } from '~/test/render';
import { quiet } from '~/test/status';
import { ActionsBar } from './ActionsBar';

const melding: Melding = {
  id: 'c1',
  confirmationNeeded: false,
  confirmedAt: null,
  confirming: false,
  confirm: { way: 'api', reason: null },
  readAt: null,
  purge: { way: 'api', reason: null },
  failure: null,
};
const action = (id: string, part: Partial<MessageAction> = {}): MessageAction => ({
  id,
  title: `Handling ${id}`,
  rank: 'tertiary',
  inBrowser: false,
  host: 'skatteetaten.no',
  prompt: null,
  deletes: false,
  authorised: true,
  busy: false,
  unsettled: null,
  ...part,
});

async function draw(part: Partial<Opened>, filed: Filed = 'open', offline = false) {
  const { answers } = messageWorld();
  const page = await answers.messages!(windowOf(usualList('inbox', { kind: 'all' }), 0, 1));
  const { id } = page.rows[0]!;
  const message: Message = await answers.message!({ id });
  const row = { ...message.row, filed };
  return renderWithin(
    <ActionsBar
      message={{ ...message, row }}
      opened={{ ...message.opened!, actions: [], melding: null, ...part }}
      onGone={() => undefined}
    />,
    {
      ...answers,
      status: () => (offline ? { ...quiet, connection: 'offline' } : quiet),
    },
  );
}

describe('acts on an opened message', () => {
  it('delete it for good where it is in the bin, whatever the screen', async () => {
    const { unmount } = await draw({ melding }, 'bin');
    expect(await screen.findByRole('button', { name: /^Slett for godt/ })).toBeTruthy();
    unmount();
    await draw({ melding, actions: [action('a')] }, 'open');
    expect(await screen.findByRole('button', { name: 'Handling a' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Slett for godt/ })).toBeNull();
  });

  it('say in the menu too why one cannot be done', async () => {
    const actions = [action('a'), action('b'), action('c'), action('d', { authorised: false })];
    const { user, callsOf } = await draw({ actions });
    await user.click(await screen.findByRole('button', { name: /^Mer/ }));
    // jsdom shows no popover.
    const inMenu = (name: RegExp) => screen.findByRole('button', { name, hidden: true });
    const refused = await inMenu(/^Handling d/);
    expect(refused.getAttribute('aria-disabled')).toBe('true');
    expect(refused.textContent).not.toBe('Handling d');
    expect((await inMenu(/^Handling c/)).textContent).toBe('Handling c');
    await user.click(refused);
    expect(callsOf('run_action')).toEqual([]);
  });

  it('say which of them nobody knows the outcome of', async () => {
    const failure: Failure = {
      code: 'action_unanswered',
      retry: 'never',
      afterS: null,
      upstreamCode: null,
      traceId: null,
      context: {},
    };
    await draw({ actions: [action('a', { unsettled: failure }), action('b')] });
    expect((await screen.findByText(/Vi vet ikke om det gikk/)).textContent).toBe(
      'Handling a: Vi vet ikke om det gikk.',
    );
    expect(screen.getByRole('button', { name: 'Handling a' }).getAttribute('aria-disabled')).toBeNull();
  });

  it('give the focus back when what one was asked is answered', async () => {
    const { user } = await draw({ actions: [action('a', { prompt: 'Sikker?' })] });
    const button = await screen.findByRole('button', { name: 'Handling a' });
    await user.click(button);
    await user.click(await screen.findByRole('button', { name: 'Tilbake' }));
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Handling a' }));
  });
});
