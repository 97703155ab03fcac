import { renderWithin } from '~/test/render';
import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { movesAnswers } from '~/sample/data/moves';
import { organisations } from '~/sample/data/reviews';
import { accessesOf, systemUsersAnswers } from '~/sample/data/system-users';
import { failing } from '~/test/failing';
import { MovePane } from './MovePane';

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

it('goes on where it stopped: compares, waits for the word that less is meant, and only then withdraws', async () => {
  const from = accessesOf(organisations.granli.partyUuid).find(({ title }) => title === 'Oppdrag Bilag')!;
  const { user, callsOf } = await renderWithin(
    <MovePane access={{ partyUuid: from.partyUuid, id: from.id }} />,
    { ...systemUsersAnswers(), ...movesAnswers() },
  );
  // Begun two days ago, in another run of the program: it stands at its second step.
  const steps = await screen.findAllByRole('listitem');
  expect(steps[1]?.getAttribute('aria-current')).toBe('step');
  await user.click(screen.getByRole('button', { name: 'Sammenlign nå' }));
  await pass(600);
  expect(await screen.findByText('1 tjeneste mangler i den nye')).toBeDefined();
  const withdraw = screen.getByRole('button', { name: 'Trekk tilbake den gamle' });
  expect(withdraw.getAttribute('aria-disabled')).toBe('true');
  await user.click(withdraw);
  expect(screen.queryByRole('button', { name: 'Trekk tilbake' })).toBeNull();
  await user.click(screen.getByRole('checkbox', { name: 'Det er meningen at den nye har mindre' }));
  await user.click(withdraw);
  await pass(400);
  await user.click(screen.getByRole('button', { name: 'Tilbake' }));
  const first = screen.getByRole('button', { name: 'Trekk tilbake den gamle' });
  expect(document.activeElement).toBe(first);
  await user.click(first);
  await pass(400);
  await user.click(screen.getByRole('button', { name: 'Trekk tilbake' }));
  await waitFor(() => expect(callsOf('finish_move')).toEqual([{ id: 'move-1', acceptLess: true }]));
  await pass(600);
  expect(await screen.findByText(/Flyttingen er ferdig/)).toBeDefined();
});

it('offers what could not be read once more, and does not say that there is none of it', async () => {
  const accesses = systemUsersAnswers();
  const moves = failing(() => ({ rows: [] }));
  const others = failing(accesses.system_users as (input: object) => never);
  const [from] = accessesOf(organisations.granli.partyUuid);
  const { user } = await renderWithin(<MovePane access={{ partyUuid: from!.partyUuid, id: from!.id }} />, {
    ...accesses,
    ...movesAnswers(),
    moves: moves.answer,
    system_users: others.answer,
    queue: () => ({ rows: [] }) as never,
    systems: () => ({ rows: [] }) as never,
  });
  moves.mend();
  await user.click(await screen.findByRole('button', { name: 'Prøv igjen' }));
  const again = await screen.findByRole('button', { name: 'Prøv igjen' });
  expect(screen.queryByText('Virksomheten har ingen andre av dette slaget.')).toBeNull();
  others.mend();
  await user.click(again);
  await waitFor(() => {
    expect(screen.queryByRole('button', { name: 'Prøv igjen' })).toBeNull();
  });
  expect((await screen.findAllByRole('radio')).length).toBeGreaterThan(0);
});
