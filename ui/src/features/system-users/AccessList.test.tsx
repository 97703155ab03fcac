import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useScope, type ScopeParty } from '~/components/scope/ScopeProvider';
import { movesAnswers } from '~/sample/data/moves';
import { systemUsersAnswers } from '~/sample/data/system-users';
import { InScope } from '~/test/InScope';
import { renderWithin } from '~/test/render';
import { SystemUsersScreen } from './SystemUsersScreen';

const empty: ScopeParty = {
  partyUuid: 'p9',
  name: 'Tom Virksomhet AS',
  initials: 'TV',
  kind: 'organisation',
};

async function draw() {
  const part = (
    <InScope of={empty}>
      <SystemUsersScreen />
    </InScope>
  );
  return renderWithin(part, { ...systemUsersAnswers(), ...movesAnswers() }, '/system-users');
}

it('explains accesses where the organisation chosen has none, and shows those of all', async () => {
  const { user } = await draw();
  expect(await screen.findByText('Ingen systemtilganger for Tom Virksomhet AS')).toBeTruthy();
  expect(screen.getByText(/kan du også opprette selv/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Vis alle virksomheter' }));
  await waitFor(() => {
    expect(screen.getAllByRole('option').length).toBeGreaterThan(3);
  });
});

it('takes the filter off first, and keeps the organisation', async () => {
  const { user } = await draw();
  await screen.findByText('Ingen systemtilganger for Tom Virksomhet AS');
  await user.click(screen.getByRole('button', { name: /^Egen/ }));
  await user.click(await screen.findByRole('button', { name: 'Vis alle' }));
  expect(await screen.findByText('Ingen systemtilganger for Tom Virksomhet AS')).toBeTruthy();
});

it('is of the members of a group, when one is chosen', async () => {
  function Choose() {
    const { setGroup } = useScope();
    return (
      <button
        type="button"
        onClick={() => {
          setGroup({ id: 'g1', name: 'Mva-klienter' });
        }}
      >
        Velg gruppen
      </button>
    );
  }
  const { user, callsOf } = await renderWithin(
    <>
      <Choose />
      <SystemUsersScreen />
    </>,
    { ...systemUsersAnswers(), ...movesAnswers(), group_members: () => ({ members: [] }) },
    '/system-users',
  );
  const all = (await screen.findAllByRole('option')).length;
  await user.click(screen.getByRole('button', { name: 'Velg gruppen' }));
  await waitFor(() => {
    expect(screen.getAllByRole('option').length).toBeLessThan(all);
  });
  expect(callsOf('system_users').at(-1)).toMatchObject({ partyUuid: null, group: 'g1' });
  expect(screen.getByRole('button', { name: /Mva-klienter/ })).toBeTruthy();
});

it('leads to the title of a new one, as Enter does to that of an access', async () => {
  const { user } = await draw();
  await user.click(await screen.findByRole('button', { name: 'Ny systemtilgang' }));
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Ny systemtilgang' }));
  });
});
