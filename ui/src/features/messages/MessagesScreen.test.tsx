import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CommandError, unexpected } from '~/errors/CommandError';
import { messageWorld } from '~/test/messages';
import { renderWithin } from '~/test/render';
import { MessagesScreen } from './MessagesScreen';

/** The inbox with the focus on its list. */
async function drawInbox(
  change: (answers: ReturnType<typeof messageWorld>['answers']) => void = () => undefined,
) {
  const world = messageWorld();
  change(world.answers);
  const drawn = await renderWithin(<MessagesScreen folder="inbox" />, world.answers, '/inbox');
  world.speak(drawn.host);
  const list = await screen.findByRole('listbox');
  act(() => {
    list.focus();
  });
  /** The row that the keys mean. */
  const active = () => document.getElementById(list.getAttribute('aria-activedescendant') ?? '');
  const title = () =>
    within(screen.getByRole('region', { name: 'Melding' })).getByRole('heading', { level: 1 });
  return { ...drawn, list, active, title };
}

const said = () => screen.getByTestId('said').textContent;
const alerted = () => screen.getByTestId('alerted').textContent;
const ids = (inputs: unknown[]) =>
  inputs.map((input) => (input as { selection: { ids: string[] } }).selection.ids[0]);

describe('triage by keys', () => {
  it('files ten with ten keys, opens none of them, and takes the last back', async () => {
    const { user, callsOf, active } = await drawInbox();
    await user.keyboard('eeeeeeeeee');
    const filed = callsOf('file_messages');
    expect(new Set(ids(filed)).size).toBe(10);
    expect(filed[0]).toMatchObject({ filing: 'archive', selection: { kind: 'ids' } });
    expect(callsOf('open_message')).toEqual([]);
    await waitFor(() => {
      expect(said()).toMatch(/^Arkiverte «/);
    });
    const next = active()?.textContent;
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => {
      expect(said()).toBe('Angret. Meldingen er tilbake.');
    });
    expect(callsOf('undo_filing')).toHaveLength(1);
    expect(active()?.textContent).not.toBe(next);
  });

  it('bins with Delete, and marks as unread without moving on', async () => {
    const { user, callsOf, active } = await drawInbox();
    const first = active()?.textContent;
    await user.keyboard('u');
    await waitFor(() => {
      expect(said()).toMatch(/er merket som ulest$/);
    });
    expect(active()?.textContent).toContain(first);
    await user.keyboard('{Delete}');
    await waitFor(() => {
      expect(said()).toMatch(/til papirkurven$/);
    });
    expect(callsOf('file_messages').map((input) => (input as { filing: string }).filing)).toEqual([
      'mark_unread',
      'bin',
    ]);
  });
});

describe('opening', () => {
  it('happens with Enter only; filing while one reads opens the next, with the focus on its title', async () => {
    const { user, callsOf, title } = await drawInbox();
    await user.keyboard('{ArrowDown}j');
    expect(await screen.findByText('Forhåndsvisning. Ingenting er loggført.')).toBeTruthy();
    expect(callsOf('open_message')).toEqual([]);
    await user.keyboard('{Enter}');
    await waitFor(() => {
      expect(document.activeElement).toBe(title());
    });
    expect(callsOf('open_message')).toHaveLength(1);
    const before = title().textContent;
    await user.keyboard('e');
    await waitFor(() => {
      expect(title().textContent).not.toBe(before);
    });
    expect(document.activeElement).toBe(title());
    expect(callsOf('open_message')).toHaveLength(2);
  });

  it('says when the login is too low, and offers the higher one instead', async () => {
    const { user, callsOf } = await drawInbox((answers) => {
      const { message } = answers;
      answers.message = async (input) => ({ ...(await message!(input)), opened: null, needsStepUp: true });
    });
    await user.keyboard('j');
    expect(
      await screen.findByText(/^Meldingen krever høyeste sikkerhetsnivå\. Logg inn på nytt/),
    ).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Åpne/ })).toBeNull();
    expect(callsOf('open_message')).toEqual([]);
  });

  it('says why a message could not be opened', async () => {
    const { user } = await drawInbox((answers) => {
      answers.open_message = () => {
        throw new CommandError({ ...unexpected('test'), code: 'message_level_too_low' });
      };
    });
    await user.keyboard('j{Enter}');
    await waitFor(() => {
      expect(alerted()).toMatch(/^Meldingen krever høyeste sikkerhetsnivå\./);
    });
  });
});

describe('marking', () => {
  it('extends with Shift, and files what is marked', async () => {
    const { user, callsOf } = await drawInbox();
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect(screen.getByRole('toolbar', { name: 'Merkede meldinger' }).textContent).toContain('3 valgt');
    await user.keyboard('e');
    expect(callsOf('file_messages')).toMatchObject([{ filing: 'archive', selection: { kind: 'ids' } }]);
    await waitFor(() => {
      expect(said()).toBe('Arkiverte 3 meldinger');
    });
  });

  it('takes all that match across windows, loaded or not, but for one', async () => {
    const { user, callsOf, list } = await drawInbox();
    const total = Number(/\d+/.exec(list.getAttribute('aria-label') ?? '')?.[0]);
    expect(total).toBeGreaterThan(100);
    await user.keyboard('{Control>}a{/Control}');
    const bar = screen.getByRole('toolbar', { name: 'Merkede meldinger' });
    expect(bar.textContent).toContain(`${total} valgt`);
    await user.keyboard('jx');
    expect(bar.textContent).toContain(`${total - 1} valgt`);
    await user.keyboard('e');
    await waitFor(() => {
      expect(said()).toBe(`Arkiverte ${total - 1} meldinger`);
    });
    expect(callsOf('file_messages')).toMatchObject([
      { selection: { kind: 'matching', list: { folder: 'inbox' }, except: [expect.any(String)] } },
    ]);
  });
});

describe('a filing that does not hold', () => {
  it('leaves the row where it is when it could not be done at all', async () => {
    const { user, active } = await drawInbox((answers) => {
      answers.file_messages = () => {
        throw new CommandError({ ...unexpected('test'), code: 'disk_full' });
      };
    });
    const first = active()?.textContent;
    await user.keyboard('e');
    await waitFor(() => {
      expect(alerted()).not.toBe('');
    });
    expect(active()?.textContent).toBe(first);
  });

  it('brings the row back and says why when Altinn refuses it', async () => {
    let refused = false;
    const why = { ...unexpected('test'), code: 'filed_elsewhere' as const };
    const { user, active, refresh, callsOf } = await drawInbox((answers) => {
      const { messages, undo_filing: undo } = answers;
      answers.filing_queue = () => ({ waiting: 0, refused: refused ? 1 : 0, failure: refused ? why : null });
      answers.messages = async (query) => {
        if (refused) await undo!({ undo: 'u1' });
        const page = await messages!(query);
        return {
          ...page,
          rows: page.rows.map((row, at) => (refused && at === 0 ? { ...row, refused: why } : row)),
        };
      };
    });
    const first = active()?.textContent ?? '';
    await user.keyboard('e');
    await waitFor(() => {
      expect(active()?.textContent).not.toBe(first);
    });
    refused = true;
    await act(async () => {
      await refresh('messages');
      await refresh('filing_queue');
    });
    expect(callsOf('file_messages')).toHaveLength(1);
    expect(
      await screen.findByText(/^Én melding ble flyttet tilbake\. Noen andre flyttet meldingen/),
    ).toBeTruthy();
    const back = screen.getAllByRole('option')[0];
    expect(back?.textContent).toContain('Flyttet tilbake, ');
    expect(back?.textContent).toContain(/, ([^,]+)/.exec(first)?.[1]);
    expect(back?.querySelector('[data-refused]')?.textContent).toContain(
      'Noen andre flyttet meldingen samtidig',
    );
  });
});

describe('confirming receipt', () => {
  it('says what it means before it can be done', async () => {
    const { user, callsOf } = await drawInbox();
    const row = (await screen.findAllByRole('option')).find((one) =>
      one.textContent.includes('Tilsyn med arbeidstid'),
    );
    await user.dblClick(row!);
    await user.click(await screen.findByRole('button', { name: 'Bekreft at meldingen er mottatt …' }));
    expect(callsOf('confirm_receipt')).toEqual([]);
    const button = screen.getByRole('button', { name: 'Bekreft mottak' });
    const sentence = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    expect(sentence?.textContent).toMatch(
      /^Du bekrefter overfor .+ har mottatt meldingen\. En frist kan begynne å løpe/,
    );
    await new Promise((resolve) => setTimeout(resolve, 450));
    await user.click(button);
    await waitFor(() => {
      expect(callsOf('confirm_receipt')).toHaveLength(1);
    });
    expect(said()).toMatch(/^Mottak er bekreftet til/);
  });
});

describe('new messages', () => {
  it('wait behind a pill: the list does not move until it is pressed', async () => {
    const { host, user, callsOf } = await drawInbox();
    const first = screen.getAllByRole('option')[0]?.textContent;
    const asked = callsOf('messages').length;
    act(() => {
      host.emit({ kind: 'messages_arrived', count: 3 });
    });
    const pill = await screen.findByRole('button', { name: '3 nye' });
    expect(screen.getAllByRole('option')[0]?.textContent).toBe(first);
    expect(callsOf('messages')).toHaveLength(asked);
    await user.click(pill);
    await waitFor(() => {
      expect(callsOf('messages').length).toBeGreaterThan(asked);
    });
    expect(screen.queryByRole('button', { name: '3 nye' })).toBeNull();
  });
});
