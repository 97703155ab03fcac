import { screen, waitFor } from '@testing-library/react';
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
