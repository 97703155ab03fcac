import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AgentColumn, ClientFirm, MatrixPage } from '~/api/generated/surface';
import type { Marking } from '~/components/marking';
import { clientWorld } from '~/test/clients';
import { renderWithin } from '~/test/render';
import { ClientsScreen } from './ClientsScreen';
import { TagMenu } from './bulk/TagMenu';
import type { Bulk } from './bulk/useBulk';
import { noWish, type Wish } from './bulk/wish';
import { clientList, usualClientChoice } from './choice';
import { RemoveAgentBar } from './coverage/RemoveAgentBar';
import { MineView } from './mine/MineView';

/** The confirming button passes over input for so long. */
const guard = () => new Promise((resolve) => setTimeout(resolve, 450));
const provider = '5f1c0001-0000-4000-8000-000000000088';

async function drawMatrix() {
  const world = clientWorld();
  const drawn = await renderWithin(<ClientsScreen />, world.answers, '/clients');
  world.speak(drawn.host);
  const grid = await screen.findByRole('grid');
  act(() => {
    grid.focus();
  });
  return { ...drawn, grid };
}

/** Makes a template of a wish. */
async function renderTags(wish: Wish, makes = true) {
  const { answers } = clientWorld();
  const marking: Marking = { marks: { kind: 'ids', ids: new Set(['c1']) }, anchor: null };
  const drawn = await renderWithin(
    <TagMenu
      bulk={{ marking, count: 1, wish } as Bulk}
      list={clientList('5f1c0001-0000-4000-8000-000000000004', usualClientChoice, '', [])}
      page={{ tags: [] } as unknown as MatrixPage}
    />,
    { ...answers, tag_clients: () => ({}), save_template: () => ({ templates: [] }) },
  );
  await drawn.user.click(await screen.findByRole('button', { name: 'Merkelapp, gruppe eller mal' }));
  await drawn.user.type(await screen.findByLabelText('Navn'), 'Nye mva');
  if (makes) await drawn.user.click(screen.getByRole('button', { name: 'Ny mal', hidden: true }));
  return drawn;
}

it('gives the focus back to the clients when the panel goes with the button that was pressed in it', async () => {
  const { user, grid } = await drawMatrix();
  await user.keyboard(' ');
  await user.click(await screen.findByRole('button', { name: 'Avbryt valget' }));
  expect(screen.queryByRole('button', { name: 'Avbryt valget' })).toBeNull();
  expect(grid.contains(document.activeElement)).toBe(true);
});

it('leads from the bar of the marked ones to their plan, and back to the list', async () => {
  const world = clientWorld();
  const { user, host, router } = await renderWithin(<ClientsScreen />, world.answers, '/clients', '$view');
  world.speak(host);
  await screen.findByRole('grid');
  await act(() => router.navigate({ to: '/clients/list' } as never));
  const list = await screen.findByRole('listbox', { name: /klienter/i });
  act(() => {
    list.focus();
  });
  await user.keyboard(' ');
  await user.click(await screen.findByRole('button', { name: 'Vis planen' }));
  expect(document.activeElement).toBe(screen.getByRole('heading', { level: 2, name: /valgt/ }));
  await user.click(screen.getByRole('button', { name: 'Avbryt valget' }));
  expect(document.activeElement).toBe(list);
});

it('makes one group of two quick presses', async () => {
  const { user, callsOf, host } = await renderTags(noWish, false);
  host.answers.save_group = () => new Promise(() => undefined);
  const make = screen.getByRole('button', { name: 'Ny gruppe', hidden: true });
  await user.click(make);
  await user.click(make);
  await waitFor(() => {
    expect(callsOf('save_group')).toHaveLength(1);
  });
});

describe('a template', () => {
  it('is made of what is marked: a tag for the clients, the columns aimed at for the rest', async () => {
    const { user, callsOf } = await drawMatrix();
    await user.keyboard(' {ArrowDown} ');
    await user.click(screen.getByRole('columnheader', { name: /^KystMva/ }));
    await user.click(await screen.findByRole('button', { name: 'Merkelapp, gruppe eller mal' }));
    await user.type(await screen.findByLabelText('Navn'), 'Nye mva');
    await user.click(screen.getByRole('button', { name: 'Ny mal', hidden: true }));
    await waitFor(() => {
      expect(callsOf('save_template')).toEqual([
        {
          id: null,
          firm: '5f1c0001-0000-4000-8000-000000000004',
          name: 'Nye mva',
          scope: { kind: 'tag', tag: 'Nye mva' },
          agents: [{ agent: '5f1c00a0-0000-4000-8000-000000000004', packages: [] }],
        },
      ]);
    });
    expect(callsOf('tag_clients')).toMatchObject([{ tag: 'Nye mva', on: true, clients: { kind: 'ids' } }]);
  });

  it('keeps which packages a person is to have', async () => {
    const { callsOf } = await renderTags({ ...noWish, targets: ['a1'], packages: ['urn:mva'] });
    await waitFor(() => {
      expect(callsOf('save_template')).toMatchObject([{ agents: [{ agent: 'a1', packages: ['urn:mva'] }] }]);
    });
  });
});

describe('a file', () => {
  it('is planned, and its bad lines are told, before anything can be started', async () => {
    const { user, host, callsOf } = await drawMatrix();
    await user.click(screen.getByRole('button', { name: 'Les inn fil' }));
    const field = await screen.findByLabelText('CSV-fil');
    await user.upload(field, new File(['org_no;agent;access\n123456789;KystMva;ja\n'], 'x.csv'));
    const bad = await screen.findByRole('region', { name: '1 linje kunne ikke brukes' });
    expect(bad.textContent).toContain('Linje 2123456789Gyldig nummer, men ikke klient hos dere');
    expect(screen.queryByRole('button', { name: /^Legg til \d/ })).toBeNull();

    const page = await host.answers.client_matrix!({
      ...(callsOf('client_matrix')[0] as Parameters<NonNullable<typeof host.answers.client_matrix>>[0]),
      filter: {
        text: '',
        state: 'can_add',
        column: '5f1c00a0-0000-4000-8000-000000000004',
        group: null,
        tag: null,
        deleted: 'hidden',
        forms: [],
      },
    });
    const number = page.rows[0]?.orgNo ?? '';
    await user.upload(field, new File([`org_no;agent;access\n${number};KystMva;ja\n`], 'y.csv'));
    expect(await screen.findByRole('button', { name: 'Legg til 1 klient' })).toBeTruthy();
    expect(callsOf('start_job')).toEqual([]);
  });

  it('that is no UTF-8 is not read', async () => {
    const { user, callsOf } = await drawMatrix();
    await user.click(screen.getByRole('button', { name: 'Les inn fil' }));
    await user.upload(
      await screen.findByLabelText('CSV-fil'),
      new File([new Uint8Array([0x6f, 0xe5, 0xff])], 'x.csv'),
    );
    expect(await screen.findByText('Fila er ikke lagret som UTF-8')).toBeTruthy();
    expect(callsOf('plan_bulk')).toEqual([]);
  });
});

describe('one’s own accesses', () => {
  it('are given up one client at a time, after the consequence was said', async () => {
    const { answers } = clientWorld();
    const { user, callsOf } = await renderWithin(<MineView id={provider} />, answers, '/clients');
    const list = await screen.findAllByRole('button', { name: /^Gi fra deg .+ AS$/ });
    await user.click(list[0]!);
    const leave = screen.getByRole('button', { name: 'Gi fra meg' });
    expect(document.getElementById(leave.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(
      /^Du mister tilgangen til .+ med en gang\. Bare Sunnmøre Økonomi AS kan gi den tilbake\.$/,
    );
    expect(callsOf('leave_clients')).toEqual([]);
    await guard();
    await user.click(leave);
    await waitFor(() => {
      expect(callsOf('leave_clients')).toMatchObject([{ provider, client: expect.any(String) as unknown }]);
    });
    await waitFor(() => {
      expect(screen.getAllByRole('button', { name: /^Gi fra deg .+ AS$/ })).toHaveLength(list.length - 1);
    });
  });
});

describe('removing an agent', () => {
  const firm = { partyUuid: 'f', name: 'Lunde Regnskap AS' } as ClientFirm;
  const agent = { id: 'a', title: 'Siv Haugland', counts: { has: 0 } } as AgentColumn;

  it('asks again when Altinn says that there are clients after all', async () => {
    const { user, callsOf } = await renderWithin(
      <RemoveAgentBar
        firm={firm}
        agent={agent}
        change={{ way: 'api', reason: null }}
        onGone={() => undefined}
      />,
      {
        remove_agent: ({ withClients }) =>
          withClients ? { kind: 'removed' } : { kind: 'has_clients', clients: 7 },
      },
    );
    await user.click(await screen.findByRole('button', { name: 'Fjern fra firmaet …' }));
    await guard();
    await user.click(screen.getByRole('button', { name: 'Fjern' }));
    expect(await screen.findByText(/^Siv Haugland mister tilgangen til 7 klienter/)).toBeTruthy();
    // Another question: it does not take the press that was meant for the first.
    await user.click(screen.getByRole('button', { name: 'Fjern' }));
    expect(callsOf('remove_agent')).toHaveLength(1);
    await guard();
    await user.click(screen.getByRole('button', { name: 'Fjern' }));
    await waitFor(() => {
      expect(callsOf('remove_agent')).toEqual([
        { firm: 'f', agent: 'a', withClients: false },
        { firm: 'f', agent: 'a', withClients: true },
      ]);
    });
    expect(screen.getByTestId('said').textContent).toBe('Siv Haugland er fjernet fra Lunde Regnskap AS');
  });

  it('cannot be done without the right to it, and says why', async () => {
    await renderWithin(
      <RemoveAgentBar
        firm={firm}
        agent={agent}
        change={{ way: 'none', reason: 'missing_rights' }}
        onGone={() => undefined}
      />,
    );
    const button = await screen.findByRole('button', { name: 'Fjern fra firmaet …' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(within(document.body).getByText(/du er ikke klientadministrator her/)).toBeTruthy();
  });
});
