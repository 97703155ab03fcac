import { renderWithin } from '~/test/render';
import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SystemUserDetail } from '~/api/generated/surface';
import { CommandError, unexpected } from '~/errors/CommandError';
import type { Answers } from '~/host/memory';
import { WithdrawBar } from './WithdrawBar';

const detail = {
  row: {
    partyUuid: 'p',
    id: 'u',
    title: 'SmartCloud Regnskap',
    kind: 'own',
    vendor: 'SmartCloud AS',
    organisation: 'Fjord Snekkeri AS',
  },
  serviceCount: 14,
  withdraw: { way: 'api', reason: null },
  withdrawing: null,
} as SystemUserDetail;

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
});
const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

async function bar(more: Partial<SystemUserDetail> = {}, answers: Answers = {}) {
  const drawn = await renderWithin(<WithdrawBar detail={{ ...detail, ...more }} />, answers);
  const first = await screen.findByRole('button', { name: 'Trekk tilbake tilgangen' });
  return { ...drawn, first };
}

it('says the consequence before anything is pressed', async () => {
  await bar();
  expect(screen.getByText(/SmartCloud Regnskap mister tilgang til 14 tjenester med en gang/)).toBeDefined();
});

it('counts the clients that go with it, at Altinn, before it asks', async () => {
  const { user, first, callsOf } = await bar(
    { row: { ...detail.row, kind: 'client' } },
    {
      withdrawal: () => ({
        services: 14,
        clients: 37,
        ownOrganisation: true,
        failure: null,
        withdraw: { way: 'api', reason: null },
      }),
    },
  );
  expect(callsOf('withdrawal')).toEqual([]);
  await user.click(first);
  const sentence = await screen.findByText(/kobles fra/, { selector: '#confirm-sentence' });
  expect(sentence.textContent).toContain('37 klienter og egen virksomhet kobles fra');
  expect(callsOf('withdrawal')).toEqual([{ partyUuid: 'p', id: 'u' }]);
});

it('asks all the same when the clients cannot be counted, and says so', async () => {
  const { user, first } = await bar({ row: { ...detail.row, kind: 'client' } });
  await user.click(first);
  const sentence = await screen.findByText(/alle klienter kobles fra/, { selector: '#confirm-sentence' });
  expect(sentence.textContent).toContain('Vi fikk ikke telt klientene.');
});

it('asks once more, withdraws, and shows the receipt', async () => {
  const { user, first, callsOf } = await bar(
    {},
    { withdraw: () => ({ kind: 'done', receipt: '2026-0003' }) },
  );
  await user.click(first);
  const confirm = screen.getByRole('button', { name: 'Trekk tilbake' });
  expect(document.activeElement).toBe(confirm);
  await user.click(confirm);
  expect(callsOf('withdraw')).toEqual([]);
  await pass(400);
  await user.click(confirm);
  expect(callsOf('withdraw')).toEqual([{ partyUuid: 'p', id: 'u' }]);
  expect((await screen.findByTestId('at')).textContent).toBe('/activity/2026-0003');
});

it('withdraws nothing when one goes back', async () => {
  const { user, first, callsOf } = await bar();
  await user.click(first);
  await user.click(screen.getByRole('button', { name: 'Tilbake' }));
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Trekk tilbake tilgangen' }));
  expect(callsOf('withdraw')).toEqual([]);
});

it('names Altinn’s page where only that may withdraw', async () => {
  const { user, first, callsOf } = await bar(
    { withdraw: { way: 'portal', reason: 'portal_scope_only' } },
    { withdraw: () => ({ kind: 'handed_off' }) },
  );
  await user.click(first);
  await pass(400);
  await user.click(screen.getByRole('button', { name: 'Åpne hos Altinn' }));
  expect(callsOf('withdraw')).toHaveLength(1);
  expect(await screen.findByText(/Altinns side er åpnet/)).toBeDefined();
});

it('says that Altinn’s page is observed, also when one comes back to it', async () => {
  await bar({
    withdraw: { way: 'portal', reason: 'kind_unsupported' },
    withdrawing: '2026-11-12T13:32:00Z',
  });
  expect(screen.getByText(/Åpnet hos Altinn kl\. .* så kommer kvitteringen her/)).toBeDefined();
});

it('is said as done when only the receipt could not be saved', async () => {
  const failure = { ...unexpected('store'), code: 'disk_full' as const };
  const { user, first } = await bar({}, { withdraw: () => ({ kind: 'unrecorded', failure }) });
  await user.click(first);
  await pass(400);
  await user.click(screen.getByRole('button', { name: 'Trekk tilbake' }));
  expect(await screen.findByText('Trukket tilbake hos Altinn.')).toBeDefined();
  expect(screen.queryByText(/Ikke trukket tilbake/)).toBeNull();
});

it('says that nothing happened when Altinn refuses', async () => {
  const { user, first } = await bar(
    {},
    {
      withdraw: () => {
        throw new CommandError({ ...unexpected('test'), code: 'withdraw_failed' });
      },
    },
  );
  await user.click(first);
  await pass(400);
  await user.click(screen.getByRole('button', { name: 'Trekk tilbake' }));
  expect(await screen.findByText(/Ikke trukket tilbake\./)).toBeDefined();
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Trekk tilbake tilgangen' })),
  );
});

it('cannot be pressed offline, and says why', async () => {
  const { user, first } = await bar({ withdraw: { way: 'none', reason: 'offline' } });
  expect(first.getAttribute('aria-disabled')).toBe('true');
  expect(screen.getByText('Du må være på nett for å trekke tilbake')).toBeDefined();
  await user.click(first);
  expect(screen.queryByRole('button', { name: 'Trekk tilbake' })).toBeNull();
});
