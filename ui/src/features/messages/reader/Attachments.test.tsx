import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';
import type { Attachment } from '~/api/generated/surface';
import { CommandError, unreachable } from '~/errors/CommandError';
import { renderWithin } from '~/test/render';
import { Attachments } from './Attachments';

const kept: Attachment = {
  id: 'a1',
  name: 'Vedtak.pdf',
  mediaType: 'PDF',
  size: 1000,
  expires: null,
  state: { kind: 'kept' },
  saveOnly: false,
  viewable: true,
  browserHost: null,
};

const draw = (attachment: Attachment) =>
  renderWithin(
    <Attachments dialogId="d1" transmissionId={null} attachments={[attachment]} several={false} />,
  );

it('shows a kept attachment in a window of its own', async () => {
  const { user, host } = await draw(kept);
  await user.click(await screen.findByRole('button', { name: 'Vis Vedtak.pdf' }));
  const of = { id: 'd1', transmissionId: null, attachmentId: 'a1' };
  expect(host.viewed).toEqual([{ of, name: 'Vedtak.pdf' }]);
});

it('says so when no window can be had', async () => {
  const { user, host } = await draw(kept);
  host.view = () => Promise.reject(new CommandError(unreachable('view')));
  await user.click(await screen.findByRole('button', { name: 'Vis Vedtak.pdf' }));
  await waitFor(() => {
    expect(screen.getByTestId('alerted').textContent).not.toBe('');
  });
});

it('never shows what can run code', async () => {
  await draw({ ...kept, name: 'Skjema.html', saveOnly: true });
  expect(await screen.findByRole('button', { name: 'Lagre Skjema.html' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Vis Skjema.html' })).toBeNull();
});

it('keeps the focus on the button that takes the place of the one that fetched', async () => {
  for (const [saveOnly, next] of [
    [false, 'Vis Vedtak.pdf'],
    [true, 'Lagre Vedtak.pdf'],
  ] as const) {
    const arrived: { now?: () => void } = {};
    function Arriving() {
      const [here, setHere] = useState(false);
      arrived.now = () => {
        setHere(true);
      };
      const state = here ? kept.state : ({ kind: 'not_fetched' } as const);
      return (
        <Attachments
          dialogId="d1"
          transmissionId={null}
          attachments={[{ ...kept, saveOnly, state }]}
          several={false}
        />
      );
    }
    const { user, host, unmount } = await renderWithin(<Arriving />);
    host.answers.fetch_attachment = () => {
      arrived.now?.();
      return kept;
    };
    (await screen.findByRole('button', { name: 'Hent Vedtak.pdf' })).focus();
    await user.keyboard('{Enter}');
    const button = await screen.findByRole('button', { name: next });
    expect(screen.queryByRole('button', { name: 'Hent Vedtak.pdf' })).toBeNull();
    expect(document.activeElement).toBe(button);
    unmount();
  }
});
