import { screen, waitFor, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { PartyGroup } from '~/api/generated/surface';
import { renderWithin } from '~/test/render';
import { GroupsDialog } from './GroupsDialog';
import { ScopeChip } from './ScopeChip';
import { useScope } from './ScopeProvider';

const group: PartyGroup = { id: 'g1', name: 'Mva-klienter', members: 3 };
const named = (partyUuid: string, name: string | null) => ({
  partyUuid,
  name,
  initials: name?.slice(0, 2) ?? '',
  kind: 'organisation' as const,
});

/** The dialog, and beside it what says which group is chosen. */
function Drawn() {
  const { setGroup } = useScope();
  return (
    <>
      <button
        type="button"
        onClick={() => {
          setGroup(group);
        }}
      >
        Velg gruppen
      </button>
      <ScopeChip />
      <GroupsDialog onClose={vi.fn()} />
    </>
  );
}

async function draw() {
  const drawn = await renderWithin(<Drawn />, {
    organisations: () => ({ rows: [], total: 0, all: 412, fetchedAt: null, failures: [] }),
    party_groups: () => ({ groups: [group] }),
    group_members: () => ({
      members: [named('p1', 'Fjord Snekkeri AS'), named('p2', 'Granli Eiendom AS'), named('p3', null)],
    }),
    save_group: () => ({ groups: [group] }),
    ui_mark: () => ({}),
  });
  await drawn.user.click(await screen.findByRole('button', { name: 'Velg gruppen' }));
  await drawn.user.click(await screen.findByRole('button', { name: 'Endre Mva-klienter' }));
  return { ...drawn, form: await screen.findByRole('dialog') };
}

it('shows who is in a group, takes one out, and keeps those that have no name here', async () => {
  const { user, form, callsOf } = await draw();
  expect(await within(form).findByText('Granli Eiendom AS')).toBeTruthy();
  expect(within(form).getByText('Og 1 som du ikke handler for selv')).toBeTruthy();
  await user.click(within(form).getByRole('button', { name: 'Ta ut Fjord Snekkeri AS' }));
  await user.click(within(form).getByRole('button', { name: 'Lagre gruppen' }));
  expect(callsOf('save_group')).toEqual([{ id: 'g1', name: 'Mva-klienter', members: ['p2', 'p3'] }]);
});

it('leaves the members alone when only the name is changed, and calls the chosen group by it', async () => {
  const { user, form, callsOf } = await draw();
  await within(form).findByText('Granli Eiendom AS');
  await user.clear(within(form).getByLabelText('Navn på gruppen'));
  await user.type(within(form).getByLabelText('Navn på gruppen'), 'Mva');
  await user.click(within(form).getByRole('button', { name: 'Lagre gruppen' }));
  expect(callsOf('save_group')).toEqual([{ id: 'g1', name: 'Mva', members: null }]);
  await waitFor(() => {
    expect(screen.getByText('Mva', { selector: 'span' })).toBeTruthy();
  });
});

it('keeps the focus in the dialog when what had it goes', async () => {
  const { user, form, host, refresh } = await draw();
  const focused = () =>
    document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;
  expect(document.activeElement).toBe(within(form).getByLabelText('Navn på gruppen'));
  await user.click(await within(form).findByRole('button', { name: 'Ta ut Fjord Snekkeri AS' }));
  expect(focused()).toBe('Ta ut Granli Eiendom AS');
  await user.click(within(form).getByRole('button', { name: 'Avbryt' }));
  expect(document.activeElement).toBe(within(form).getByRole('heading'));
  host.answers.delete_group = () => ({ groups: [] });
  host.answers.party_groups = () => ({ groups: [] });
  await user.click(within(form).getByRole('button', { name: 'Slett Mva-klienter' }));
  await refresh('party_groups');
  await within(form).findByText('Ingen grupper ennå');
  expect(document.activeElement).toBe(within(form).getByRole('heading'));
});
