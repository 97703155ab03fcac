import { renderWithin } from '~/test/render';
import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CommandError } from '~/errors/CommandError';
import type { Answers } from '~/host/memory';
import { creationAnswers } from '~/sample/data/creation';
import { organisations } from '~/sample/data/reviews';
import { slow } from '~/test/failing';
import { CreatePane, type ToCreate } from './CreatePane';

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
const wanted: ToCreate = {
  partyUuid: organisations.nordlys.partyUuid,
  systemId: '310923605_smartcloud-regnskap',
};
const create = (browse: boolean, preset: ToCreate = wanted, more: Answers = {}) =>
  renderWithin(<CreatePane preset={preset} />, { ...creationAnswers(browse), ...more });

it('shows everything it will get before anything can be pressed twice, then gives a receipt', async () => {
  const { user, callsOf } = await create(true);
  expect(
    await screen.findByRole('heading', { level: 1, name: /Ny systemtilgang: SmartCloud Regnskap/ }),
  ).toBeDefined();
  expect(screen.getByText('Årsregnskap')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Opprett …' }));
  expect(screen.getByText(/14 tjenester/, { selector: 'strong' })).toBeDefined();
  await pass(400);
  await user.click(screen.getByRole('button', { name: 'Opprett' }));
  expect(callsOf('create_system_user')).toEqual([
    { ...wanted, fingerprint: `print-${wanted.systemId}`, acknowledged: true },
  ]);
  await pass(600);
  expect((await screen.findByTestId('at')).textContent).toMatch(/^\/activity\//);
});

it('asks for a tick where the system may get more than is shown', async () => {
  const { user } = await create(false, { ...wanted, partyUuid: organisations.storvik.partyUuid });
  const tick = await screen.findByRole('checkbox', {
    name: 'Jeg vet at systemet kan få mer enn det som er vist',
  });
  await user.click(screen.getByRole('button', { name: 'Opprett …' }));
  expect(document.activeElement).toBe(tick);
  expect(screen.queryByRole('button', { name: 'Opprett' })).toBeNull();
  await user.click(tick);
  await user.click(screen.getByRole('button', { name: 'Opprett …' }));
  expect(screen.getByRole('button', { name: 'Opprett' })).toBeDefined();
});

it('leads to the one that is there instead of making a second', async () => {
  await create(true, { ...wanted, partyUuid: organisations.fjord.partyUuid });
  expect(await screen.findByRole('link', { name: 'Vis systemtilgangen' })).toBeDefined();
  expect(screen.getByRole('button', { name: 'Opprett …' }).getAttribute('aria-disabled')).toBe('true');
});

it('goes by Altinn’s page where nothing is known of what it gets', async () => {
  const { user, callsOf } = await create(false, { ...wanted, systemId: '310111228_ukjent' });
  await user.click(await screen.findByRole('button', { name: 'Opprett …' }));
  await pass(400);
  await user.click(screen.getByRole('button', { name: 'Åpne hos Altinn' }));
  expect(callsOf('create_system_user')).toHaveLength(1);
  await pass(600);
  expect(await screen.findByText(/Opprett .* der, så kommer tilgangen i lista/)).toBeDefined();
});

it('says what stood in the way when it could not be read once more either', async () => {
  const { user, host } = await create(true, wanted, {
    creation: () => {
      throw slow;
    },
  });
  const again = await screen.findByRole('button', { name: 'Prøv igjen' });
  const first = screen.getByTestId('alerted').textContent;
  host.answers.creation = () => {
    throw new CommandError({ ...slow.failure, code: 'offline' });
  };
  await user.click(again);
  await waitFor(() => {
    expect(screen.getByTestId('alerted').textContent).not.toBe(first);
  });
});

it('goes on in the choice of organisations when the one it was for is known by its key alone', async () => {
  const { user } = await create(true);
  await user.click(await screen.findByRole('button', { name: 'Velg et annet system' }));
  expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Finn virksomhet' }));
});
