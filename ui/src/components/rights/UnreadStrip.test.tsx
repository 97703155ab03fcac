import { renderWithin } from '~/test/render';
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { UnreadStrip } from './UnreadStrip';

it('says how many were never read, and reads more', async () => {
  const { user, callsOf } = await renderWithin(<UnreadStrip what="system_users" unread={150} />, {
    read_on: () => ({}),
  });
  expect(await screen.findByText('150 virksomheter er ikke lest ennå.')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Les 100 til' }));
  expect(callsOf('read_on')).toEqual([{ what: 'system_users' }]);
});

it('is not there when all were read', async () => {
  await renderWithin(<UnreadStrip what="requests" unread={0} />);
  expect(screen.queryByRole('button')).toBeNull();
});
