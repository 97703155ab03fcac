import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AgentColumn } from '~/api/generated/surface';
import type { ClientsChoice } from '~/sample/data/clients/answers';
import { clientWorld, placeOf } from '~/test/clients';
import { renderWithin } from '~/test/render';
import { ClientsScreen } from '../ClientsScreen';

const SMARTCLOUD = '5f1c00a0-0000-4000-8000-000000000001';
const LUNDE = '5f1c0001-0000-4000-8000-000000000004';
const NORDFJORD = '5f1c0001-0000-4000-8000-000000000077';

/** The matrix of the firm that it begins with, with the focus on it. */
async function drawMatrix(
  choice: Partial<ClientsChoice> = {},
  change: (answers: ReturnType<typeof clientWorld>['answers']) => void = () => undefined,
) {
  const world = clientWorld(choice);
  change(world.answers);
  const drawn = await renderWithin(<ClientsScreen />, world.answers, '/clients');
  world.speak(drawn.host);
  const grid = await screen.findByRole('grid');
  act(() => {
    grid.focus();
  });
  const active = () => document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
  return { ...drawn, grid, active };
}
const panel = () => screen.findByRole('complementary', { name: 'Forhåndsvisning' });

describe('the firm to begin with', () => {
  it('begins with a firm that has clients, and reads until there is one', async () => {
    const { callsOf } = await drawMatrix({ firms: 2 }, (answers) => {
      const { client_firms: firms, refresh_clients: read } = answers;
      const wasRead = new Set<string>();
      answers.client_firms = async (input) => {
        const page = await firms!(input);
        return {
          ...page,
          firms: page.firms.map((firm) => ({
            ...firm,
            clients: wasRead.has(firm.partyUuid) && firm.partyUuid === NORDFJORD ? firm.clients : 0,
            fetchedAt: wasRead.has(firm.partyUuid) ? firm.fetchedAt : null,
          })),
        };
      };
      answers.refresh_clients = async (input) => {
        await read!(input);
        wasRead.add(input.firm);
        return {};
      };
    });
    expect(callsOf('refresh_clients')).toEqual([{ firm: LUNDE }, { firm: NORDFJORD }]);
    expect(callsOf('client_matrix').map((query) => (query as { firm: string }).firm)).not.toContain(LUNDE);
  });

  it('lets one choose among several firms', async () => {
    const { user, callsOf } = await drawMatrix({ firms: 2 });
    await user.click(screen.getByRole('button', { name: /^Klienter hos Lunde Regnskap AS/ }));
    await user.click(await screen.findByRole('button', { name: /^Nordfjord Rekneskap AS/, hidden: true }));
    await waitFor(() => {
      expect(callsOf('client_matrix').at(-1)).toMatchObject({ firm: NORDFJORD });
    });
    expect(callsOf('choose_firm')).toEqual([{ firm: NORDFJORD }]);
  });
});

describe('coming for the clients of an access', () => {
  /** Presses «Velg klienter» elsewhere. */
  const come = (router: { history: { push: (path: string, state: object) => void } }, agent: object) => {
    act(() => {
      router.history.push('/clients', { agent });
    });
  };

  it('aims at its column, brings it into sight, and says what is to be done', async () => {
    const { router, grid, active, user } = await drawMatrix();
    come(router, { partyUuid: LUNDE, id: SMARTCLOUD });
    const head = await screen.findByRole('columnheader', { name: /^SmartCloud Regnskap/, selected: true });
    expect(within(grid).getAllByRole('columnheader', { selected: true })).toEqual([head]);
    expect(placeOf(active())).toBe('0 1');
    expect(screen.getByText(/^Velg klientene som SmartCloud Regnskap skal handle for/)).toBeTruthy();
    // Marked, the clients are planned for it at once.
    await user.keyboard(' {ArrowDown} ');
    expect(within(await panel()).getByRole<HTMLSelectElement>('combobox').value).toBe(SMARTCLOUD);
    expect(screen.queryByText(/^Velg klientene som/)).toBeNull();
    await user.click(head);
    expect(head.getAttribute('aria-selected')).toBe('false');
  });

  it('shows its firm, whichever was shown', async () => {
    const { router, callsOf } = await drawMatrix({ firms: 2 });
    come(router, { partyUuid: NORDFJORD, id: SMARTCLOUD });
    await waitFor(() => {
      expect(callsOf('client_matrix').at(-1)).toMatchObject({ firm: NORDFJORD });
    });
    await screen.findByRole('columnheader', { name: /^SmartCloud Regnskap/, selected: true });
    expect(callsOf('choose_firm')).toEqual([]);
  });

  it('reads the firm once when the access is younger than what is known of it', async () => {
    const YOUNG = '5f1c00a0-0000-4000-8000-000000000099';
    let isRead = false;
    const { router, callsOf } = await drawMatrix({}, (answers) => {
      const { client_matrix: matrix, client_agents: agents, refresh_clients: read } = answers;
      const young = (columns: AgentColumn[]) =>
        isRead ? [...columns, { ...columns[0]!, id: YOUNG, title: 'Havn Årsoppgjør' }] : columns;
      answers.client_agents = async (input) => {
        const list = await agents!(input);
        return { ...list, agents: young(list.agents) };
      };
      answers.client_matrix = async (query) => {
        const page = await matrix!(query);
        const columns = young(page.columns);
        const rows = page.rows.map((row) => ({
          ...row,
          cells: columns.map((_, at) => row.cells[at] ?? row.cells[0]!),
        }));
        return { ...page, columns, rows };
      };
      answers.refresh_clients = async (input) => {
        isRead = true;
        return read!(input);
      };
    });
    come(router, { partyUuid: LUNDE, id: YOUNG });
    await screen.findByRole('columnheader', { name: /^Havn Årsoppgjør/, selected: true });
    expect(callsOf('refresh_clients')).toEqual([{ firm: LUNDE }]);
  });

  it('says so where somebody else administers its clients, and shows no other firm in its place', async () => {
    const { router, user, callsOf } = await drawMatrix();
    come(router, { partyUuid: '5f1c0001-0000-4000-8000-000000000500', id: SMARTCLOUD });
    expect(
      await screen.findByText('Du er ikke klientadministrator i firmaet som har denne tilgangen'),
    ).toBeTruthy();
    expect(screen.queryByRole('grid')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Vis klientene til Lunde Regnskap AS' }));
    expect(await screen.findByRole('grid')).toBeTruthy();
    expect(callsOf('choose_firm')).toEqual([{ firm: LUNDE }]);
  });
});
