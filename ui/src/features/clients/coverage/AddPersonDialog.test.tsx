import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ClientFirm, PersonAgentAdded } from '~/api/generated/surface';
import { clientWorld } from '~/test/clients';
import { renderWithin } from '~/test/render';
import { AddPersonDialog } from './AddPersonDialog';

const firm: ClientFirm = {
  partyUuid: '5f1c0001-0000-4000-8000-000000000004',
  name: 'Lunde Regnskap AS',
  initials: 'LR',
  orgNo: '310456780',
  clients: 300,
  agents: 12,
  fetchedAt: null,
  reading: false,
  jobs: 0,
};
/** Eleven digits that are nobody's. */
const eleven = '00000000000';

async function draw(outcome: PersonAgentAdded) {
  const { answers } = clientWorld();
  answers.add_person_agent = () => outcome;
  const drawn = await renderWithin(
    <AddPersonDialog firm={firm} onAdded={() => undefined} onClose={() => undefined} />,
    answers,
  );
  const field = await screen.findByLabelText<HTMLInputElement>(/^Fødselsnummer/);
  await drawn.user.type(field, eleven);
  await drawn.user.type(screen.getByLabelText('Etternavn'), 'Haugland');
  await drawn.user.click(screen.getByRole('button', { name: 'Legg til' }));
  return { ...drawn, field };
}

describe('adding a colleague', () => {
  it('sends the number once and keeps it nowhere in the page', async () => {
    const { field, callsOf } = await draw({ kind: 'wrong_pair', triesLeft: 1, lockedUntil: null });
    expect(callsOf('add_person_agent')).toEqual([
      { firm: firm.partyUuid, identityNumber: eleven, lastName: 'Haugland' },
    ]);
    expect(field.type).toBe('password');
    await waitFor(() => {
      expect(field.value).toBe('');
    });
    const values = [...document.querySelectorAll('input')].map(({ value }) => value);
    expect([document.body.textContent, ...values].join(' ')).not.toContain(eleven);
    expect(await screen.findByText(/hører ikke sammen\. Ett forsøk igjen før Altinn låser/)).toBeTruthy();
    expect(screen.getByTestId('said').textContent).not.toContain(eleven);
  });

  it('stops when Altinn has locked the look-up, and says until when', async () => {
    const { user, field, callsOf } = await draw({
      kind: 'wrong_pair',
      triesLeft: 0,
      lockedUntil: '2026-11-12T14:32:00Z',
    });
    expect(await screen.findByText(/^Oppslaget er låst til 15\.32\./)).toBeTruthy();
    await user.type(field, eleven);
    await user.click(screen.getByRole('button', { name: 'Legg til' }));
    expect(callsOf('add_person_agent')).toHaveLength(1);
  });

  it('says that a number is none, and that nothing was sent', async () => {
    await draw({ kind: 'not_a_number' });
    expect(await screen.findByText('Det er ikke et gyldig fødselsnummer. Ingenting er sendt.')).toBeTruthy();
  });
});
