import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Session } from '~/api/generated/surface';
import { renderWithin } from '~/test/render';
import { quiet } from '~/test/status';
import { Banners } from './Banners';

const session = {
  state: { kind: 'signed_in' },
  storage: { kind: 'keyring' },
  lastFailure: null,
  personas: [],
} as unknown as Session;

const render = (clockAheadMin: number | null) =>
  renderWithin(<Banners />, {
    session: () => session,
    status: () => ({ ...quiet, clockAheadMin }),
  });

it('tells which way the clock of this machine is wrong, and by how much', async () => {
  await render(7);
  expect(await screen.findByText(/^Klokken på maskinen går 7 minutter for sent/)).toBeTruthy();
});

it('tells it the other way round', async () => {
  await render(-1);
  expect(await screen.findByText(/^Klokken på maskinen går ett minutt for fort/)).toBeTruthy();
});

it('says nothing when all is well', async () => {
  const { callsOf } = await render(null);
  await expect.poll(() => callsOf('status').length).toBeGreaterThan(0);
  expect(screen.queryByRole('region')).toBeNull();
});
