import { renderWithin } from '~/test/render';
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Receipt } from '~/api/generated/surface';
import { reviews } from '~/sample/data/reviews';
import { ReceiptBar } from './ReceiptBar';

const review = reviews.find(({ kind }) => kind === 'client')!;
const receipt: Receipt = {
  number: '2026-0200',
  act: 'approved',
  at: '2026-11-12T13:28:07Z',
  person: 'Kari Haugen',
  role: 'tilgangsstyrer',
  observed: false,
  review,
  systemUserId: review.key,
  traceId: null,
  hash: 'h',
  redirectHost: null,
  heldAfter: null,
  next: { kind: 'choose_clients', partyUuid: review.organisation.partyUuid, id: review.key },
  withdraw: { way: 'api', reason: null },
};
const queue = () => ({
  rows: [],
  waiting: 0,
  fetchedAt: null,
  organisations: 1,
  unread: 0,
  listing: { way: 'api' as const, reason: null },
  failures: [],
});

it('leads first to the clients, with this access chosen', async () => {
  const { user, router } = await renderWithin(<ReceiptBar receipt={receipt} />, { queue });
  const buttons = await screen.findAllByRole('button');
  expect(buttons[0]?.textContent).toBe('Velg klienter');
  await user.click(buttons[0]!);
  expect((await screen.findByTestId('at')).textContent).toBe('/clients');
  expect(router.state.location.state).toMatchObject({
    agent: { partyUuid: review.organisation.partyUuid, id: review.key },
  });
});

it('says nothing of clients where none are to be chosen', async () => {
  await renderWithin(<ReceiptBar receipt={{ ...receipt, next: null }} />, { queue });
  await screen.findAllByRole('button');
  expect(screen.queryByRole('button', { name: 'Velg klienter' })).toBeNull();
});
