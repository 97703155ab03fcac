import { renderWithin } from '~/test/render';
import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CommandError, unexpected } from '~/errors/CommandError';
import type { Answers } from '~/host/memory';
import { movesAnswers } from '~/sample/data/moves';
import { organisations } from '~/sample/data/reviews';
import { accessOf, accessesOf, detailOf, systemUsersAnswers } from '~/sample/data/system-users';
import { AccessPane } from './AccessPane';

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

async function pane(title: string, of: { partyUuid: string }, answers: Answers = {}) {
  const row = accessesOf(of.partyUuid).find((one) => one.title === title);
  if (!row) throw new Error(`the sample has no ${title}`);
  const access = { partyUuid: row.partyUuid, id: row.id };
  const drawn = await renderWithin(<AccessPane access={access} />, {
    ...systemUsersAnswers(),
    ...movesAnswers(),
    ...answers,
  });
  await screen.findByRole('heading', { level: 1, name: title });
  return { ...drawn, access, row };
}

describe('what the watch found', () => {
  it('is marked where it lies, and gone once it is seen', async () => {
    const { user, callsOf, access, row } = await pane('Havn Årsoppgjør', organisations.lunde);
    expect(screen.getByRole('heading', { name: /^1 ny tjeneste siden du godkjente/ })).toBeDefined();
    expect(screen.getByText('Ny 4. nov.')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Greit, jeg har sett det' }));
    expect(callsOf('acknowledge')).toEqual([{ ...access, fingerprint: row.fingerprint }]);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Greit, jeg har sett det' })).toBeNull());
    expect(screen.getByTestId('said').textContent).toContain('Fra nå sammenligner vi');
  });

  it('stays when more was found than was shown, and says so', async () => {
    const { user } = await pane('SmartCloud Regnskap', organisations.fjord, {
      acknowledge: () => {
        throw new CommandError({ ...unexpected('test'), code: 'conflict' });
      },
    });
    await user.click(screen.getByRole('button', { name: 'Greit, jeg har sett det' }));
    await waitFor(() => expect(screen.getByTestId('alerted').textContent).toContain('Hent på nytt'));
    expect(screen.getByRole('button', { name: 'Greit, jeg har sett det' })).toBeDefined();
  });
});

describe('what it was created with', () => {
  it('is not said to be everything that it got', async () => {
    await pane('SmartCloud Faktura', organisations.granli, {
      system_user: ({ id }) => ({
        ...detailOf(accessOf(id)),
        rights: { kind: 'at_creation', failure: null },
      }),
    });
    expect(
      screen.getByRole('heading', { name: 'Dette er bare det Altinn noterte da det ble opprettet' }),
    ).toBeDefined();
    expect(screen.getByText(/ikke notert, og heller ikke pakkene når/)).toBeDefined();
  });
});

describe('the own organisation', () => {
  it('is added after one more question, and Altinn is asked about it only where it can be', async () => {
    const { user, callsOf, access } = await pane('A-melding Pro', organisations.lunde);
    await user.click(await screen.findByRole('button', { name: 'Legg til egen virksomhet …' }));
    expect(screen.getByText(/også for/, { selector: '#confirm-sentence' })).toBeDefined();
    expect(callsOf('set_own_organisation')).toEqual([]);
    await pass(400);
    await user.click(screen.getByRole('button', { name: 'Legg til' }));
    expect(callsOf('set_own_organisation')).toEqual([{ ...access, added: true }]);
    expect(await screen.findByText(/handler også for Lunde Regnskap AS selv/)).toBeDefined();
  });

  it('is not asked about where every package is for clients only', async () => {
    const { callsOf } = await pane('KystMva', organisations.lunde);
    expect(screen.getByText(/Egen virksomhet kan ikke legges til/)).toBeDefined();
    expect(callsOf('own_organisation')).toEqual([]);
  });
});

describe('the note', () => {
  it('is saved when the field is left, and also when the page is', async () => {
    const { user, callsOf, access, unmount } = await pane('Oppdrag Bilag', organisations.granli);
    const field = screen.getByRole('textbox', { name: 'Notat om tilgangen' });
    await user.type(field, 'Spør Tor');
    expect(callsOf('set_note')).toEqual([]);
    await user.tab();
    expect(callsOf('set_note')).toEqual([{ ...access, text: 'Spør Tor' }]);
    await waitFor(() => expect(callsOf('system_user').length).toBeGreaterThan(1));
    await user.type(field, ' i januar');
    unmount();
    await waitFor(() => expect(callsOf('set_note').at(-1)).toEqual({ ...access, text: 'Spør Tor i januar' }));
  });
});

describe('the day to look again', () => {
  it('is set with one press, and taken away with another', async () => {
    vi.setSystemTime('2026-11-12T13:32:00Z');
    const { user, callsOf, access } = await pane('SmartCloud Faktura', organisations.granli);
    await user.click(screen.getByRole('button', { name: 'Om et år' }));
    expect(callsOf('set_review_date')).toEqual([{ ...access, on: '2027-11-12' }]);
    await user.click(await screen.findByRole('button', { name: 'Fjern' }));
    expect(callsOf('set_review_date').at(-1)).toEqual({ ...access, on: null });
  });
});
