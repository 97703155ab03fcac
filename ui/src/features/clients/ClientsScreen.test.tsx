import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CommandError, unexpected } from '~/errors/CommandError';
import { clientWorld, placeOf } from '~/test/clients';
import { renderWithin } from '~/test/render';
import type { ClientsChoice } from '~/sample/data/clients/answers';
import { ClientsScreen } from './ClientsScreen';

type Change = (answers: ReturnType<typeof clientWorld>['answers']) => void;

/** The firm's clients. */
async function draw(choice: Partial<ClientsChoice> = {}, change: Change = () => undefined) {
  const world = clientWorld(choice);
  change(world.answers);
  const drawn = await renderWithin(<ClientsScreen />, world.answers, '/clients');
  world.speak(drawn.host);
  return drawn;
}

/** The matrix, with the focus on it. */
async function drawMatrix(choice: Partial<ClientsChoice> = {}, change: Change = () => undefined) {
  const drawn = await draw(choice, change);
  const grid = await screen.findByRole('grid');
  act(() => {
    grid.focus();
  });
  const active = () => document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
  return { ...drawn, grid, active };
}
const panel = () => screen.findByRole('complementary', { name: 'Forhåndsvisning' });
/** The confirming button passes over input for so long. */
const guard = () => new Promise((resolve) => setTimeout(resolve, 450));

describe('the matrix', () => {
  it('says how large it is, and draws only what is in sight', async () => {
    const { grid, callsOf } = await drawMatrix({ count: 1000 });
    expect(grid.getAttribute('aria-rowcount')).toBe('1001');
    expect(grid.getAttribute('aria-colcount')).toBe('13');
    expect(within(grid).getAllByRole('row').length).toBeLessThan(60);
    expect(callsOf('client_matrix')).toMatchObject([{ offset: 0, limit: 100 }]);
  });

  it('names every cell by the whole phrase, and every row by its client', async () => {
    const { grid } = await drawMatrix();
    const row = within(grid).getByRole('row', { name: /^Ask Bygg AS/ });
    expect(
      within(row).getByRole('rowheader', { name: /^Ask Bygg AS, Org.nr. [\d\u2009]{11}$/ }),
    ).toBeTruthy();
    const phrase = /^(Har tilgang|Kan gis|(Delvis|Mangler|Venter)[, ].+|Feilet.*)$/;
    expect(within(row).getAllByRole('gridcell', { name: phrase })).toHaveLength(12);
    expect(
      within(grid).getByRole('columnheader', {
        name: /^SmartCloud Regnskap, .+, \d+ av 300 har, \d+ mangler pakke$/,
      }),
    ).toBeTruthy();
    expect(within(grid).getByRole('columnheader', { name: 'Klient' })).toBeTruthy();
  });

  it('is walked by key: cells, ends, pages, head', async () => {
    const { user, active, grid } = await drawMatrix();
    const place = () => placeOf(active());
    expect(place()).toBe('0 0');
    await user.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}');
    expect(place()).toBe('1 2');
    await user.keyboard('{End}');
    expect(place()).toBe('1 12');
    await user.keyboard('{Home}{Control>}{End}{/Control}');
    await waitFor(() => {
      expect(place()).toBe('299 12');
    });
    await user.keyboard('{Control>}{Home}{/Control}{ArrowUp}');
    expect(place()).toBe('-1 0');
    expect(active()?.getAttribute('role')).toBe('columnheader');
    expect(document.activeElement).toBe(grid);
  });

  it('marks with Space and X, a range with Shift, and all that match with Ctrl+A', async () => {
    const { user, grid } = await drawMatrix();
    await user.keyboard(' {ArrowDown}{ArrowDown}x');
    expect(within(await panel()).getByRole('heading', { level: 2 }).textContent).toBe('2 klienter valgt');
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect(within(await panel()).getByRole('heading', { level: 2 }).textContent).toBe('4 klienter valgt');
    expect(within(grid).getAllByRole('row', { selected: true })).toHaveLength(4);
    await user.keyboard('{Control>}a{/Control}');
    expect(within(await panel()).getByRole('heading', { level: 2 }).textContent).toBe('300 klienter valgt');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('complementary', { name: 'Forhåndsvisning' })).toBeNull();
  });

  it('takes a cell into the plan with Enter, and out again', async () => {
    const { user, active, grid, callsOf } = await drawMatrix();
    const rows = within(grid).getAllByRole('row');
    const at = rows.findIndex((row) =>
      row.querySelector('[role="gridcell"]')?.textContent.includes('Kan gis'),
    );
    await user.keyboard(`{ArrowRight}${'{ArrowDown}'.repeat(at - 1)}{Enter}`);
    expect(active()?.ariaLabel).toContain('Legges til når du starter oppdraget');
    await waitFor(() => {
      expect(callsOf('plan_bulk').length).toBeGreaterThan(0);
    });
    expect(await screen.findByRole('button', { name: 'Legg til 1 klient' })).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(active()?.textContent).toContain('Kan gis');
  });

  it('takes a client out of the plan by its cell in the column aimed at', async () => {
    const { user, grid } = await drawMatrix();
    await user.keyboard('{Control>}a{/Control}');
    await user.click(screen.getByRole('columnheader', { name: /^SmartCloud Regnskap/ }));
    const planned = grid.querySelector<HTMLElement>('[data-look="adding"]');
    await user.click(planned!);
    expect(within(await panel()).getByRole('heading', { level: 2 }).textContent).toBe('299 klienter valgt');
  });

  it('says why a cell cannot be had', async () => {
    const { user, grid } = await drawMatrix();
    const missing = grid.querySelector<HTMLElement>('[data-look="missing"]');
    await user.click(missing!);
    expect(screen.getByTestId('said').textContent).toMatch(/kan ikke gis til .+ har ikke gitt dere /);
    expect(screen.queryByRole('complementary', { name: 'Forhåndsvisning' })).toBeNull();
  });

  it('finds from the first letter, and filters by what is lacking', async () => {
    const { user, callsOf } = await drawMatrix();
    await user.type(screen.getByRole('searchbox', { name: 'Finn klient etter navn eller org.nr.' }), 'n');
    await waitFor(() => {
      expect(callsOf('client_matrix')).toContainEqual(
        expect.objectContaining({ filter: expect.objectContaining({ text: 'n' }) as unknown }),
      );
    });
    await user.click(screen.getByRole('button', { name: /^Mangler pakke/ }));
    await waitFor(() => {
      expect(callsOf('client_matrix')).toContainEqual(
        expect.objectContaining({ filter: expect.objectContaining({ state: 'missing' }) as unknown }),
      );
    });
  });

  it('walks through ten thousand clients without drawing or reading them all', async () => {
    const { user, active, grid, callsOf } = await drawMatrix({ count: 10_000 });
    await user.keyboard('{Control>}{End}{/Control}');
    await waitFor(() => {
      expect(placeOf(active())).toBe('9999 12');
    });
    expect(within(grid).getAllByRole('row').length).toBeLessThan(80);
    expect(callsOf('client_matrix').length).toBeLessThan(5);
  });
});

describe('a change to many', () => {
  it('gives one access to 50 of 300 clients from pasted numbers in five activations', async () => {
    const { user, callsOf, host } = await drawMatrix();
    const page = await host.answers.client_matrix!({
      firm: '5f1c0001-0000-4000-8000-000000000004',
      agents: [],
      personPackages: [],
      filter: {
        text: '',
        state: 'can_add',
        column: '5f1c00a0-0000-4000-8000-000000000001',
        group: null,
        tag: null,
        deleted: 'hidden',
        forms: [],
      },
      sort: 'name',
      descending: false,
      offset: 0,
      limit: 500,
    });
    const able = page.rows.filter(({ name }) => name !== 'Nordlys Bakeri AS').slice(0, 50);
    expect(able).toHaveLength(50);
    let activations = 0;
    const press = async (element: HTMLElement) => {
      activations += 1;
      await user.click(element);
    };

    await press(screen.getByRole('button', { name: 'Lim inn org.nr.' }));
    fireEvent.change(screen.getByRole('textbox', { name: /^Organisasjonsnumre/ }), {
      target: { value: able.map(({ orgNo }) => orgNo).join('\n') },
    });
    await press(await screen.findByRole('button', { name: 'Velg 50 klienter' }));
    await press(screen.getByRole('columnheader', { name: /^SmartCloud Regnskap/ }));
    await press(await screen.findByRole('button', { name: 'Legg til 50 klienter' }));
    const confirm = within(await panel()).getByRole('button', { name: 'Legg til' });
    const sentence = document.getElementById(confirm.getAttribute('aria-describedby') ?? '');
    expect(sentence?.textContent).toBe(
      'Du gir SmartCloud Regnskap tilgang til 50 klienter av Lunde Regnskap AS. Den varer til den trekkes tilbake.',
    );
    expect(callsOf('start_job')).toEqual([]);
    await guard();
    await press(confirm);
    await waitFor(() => {
      expect(callsOf('start_job')).toHaveLength(1);
    });
    expect(activations).toBe(5);
    await waitFor(() => {
      expect(document.activeElement).toBe(screen.getByRole('grid'));
    });
    await waitFor(() => {
      expect(screen.getByTestId('said').textContent).toBe('Oppdraget er startet');
    });
    const { jobs } = await host.answers.client_jobs!({});
    expect(jobs[0]).toMatchObject({ total: 50, adds: 50, agents: ['SmartCloud Regnskap'] });
  });

  it('takes numbers that are pasted right over the matrix, and leaves links to those who take links', async () => {
    const { user, grid, callsOf } = await drawMatrix({}, (answers) => {
      answers.add_link = () => {
        throw new CommandError({ ...unexpected('test'), code: 'offline' });
      };
    });
    const paste = (text: string) => fireEvent.paste(grid, { clipboardData: { getData: () => text } });
    paste('Bakke Bygg AS, org.nr. 310 456 780');
    const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Organisasjonsnumre' });
    expect(field.value).toBe('Bakke Bygg AS, org.nr. 310 456 780');
    expect(callsOf('add_link')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Avbryt' }));
    paste('https://am.ui.altinn.no/accessmanagement/ui/systemuser/request?id=310456780');
    await waitFor(() => {
      expect(callsOf('add_link')).toHaveLength(1);
    });
    expect(screen.queryByRole('textbox', { name: 'Organisasjonsnumre' })).toBeNull();
  });

  it('lists what could not be used of a pasted text, by line, and shows no identity number again', async () => {
    const { user } = await drawMatrix();
    await user.click(screen.getByRole('button', { name: 'Lim inn org.nr.' }));
    fireEvent.change(screen.getByRole('textbox', { name: /^Organisasjonsnumre/ }), {
      target: { value: 'ingen\n310456781\n310456780\n310456780\n12345678901\n999999999' },
    });
    const bad = await screen.findByRole('region', { name: /oppføringer kunne ikke brukes$/ });
    const lines = within(bad)
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.textContent);
    expect(lines).toContain('Linje 1ingenIkke ni sifre');
    expect(lines).toContain('Linje 2310456781Kontrollsifferet stemmer ikke');
    expect(lines.some((line) => line.startsWith('Linje 4310456780Står også på linje 3'))).toBe(true);
    expect(lines).toContain('Linje 5Ligner et fødselsnummer. Det er ikke lest, og vises ikke.');
    expect(lines).toContain('Linje 6999999999Fyllnummer, ikke en virksomhet');
    expect(bad.textContent).not.toContain('12345678901');
  });

  it('shows the new plan when what was shown no longer holds, and starts nothing', async () => {
    const { user, callsOf } = await drawMatrix({}, (answers) => {
      answers.start_job = () => {
        throw new CommandError({ ...unexpected('test'), code: 'plan_changed' });
      };
    });
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{ArrowDown}{/Shift}');
    await user.click(screen.getByRole('columnheader', { name: /^SmartCloud Regnskap/ }));
    await user.click(await screen.findByRole('button', { name: /^Legg til \d+ klient/ }));
    const before = callsOf('plan_bulk').length;
    await guard();
    await user.click(within(await panel()).getByRole('button', { name: 'Legg til' }));
    await waitFor(() => {
      expect(screen.getByTestId('alerted').textContent).toMatch(/^Det du så, gjelder ikke lenger/);
    });
    await waitFor(() => {
      expect(callsOf('plan_bulk').length).toBeGreaterThan(before);
    });
    expect(await screen.findByRole('button', { name: /^Legg til \d+ klient/ })).toBeTruthy();
  });

  it('cannot be started offline, and says so beside the button', async () => {
    const { user, callsOf } = await drawMatrix({ offline: true });
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{ArrowDown}{/Shift}');
    await user.click(screen.getByRole('columnheader', { name: /^SmartCloud Regnskap/ }));
    const start = await screen.findByRole('button', { name: /^Legg til \d+ klient/ });
    expect(start.getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByText('Du må være på nett for å endre klienttilganger.')).toBeTruthy();
    await user.click(start);
    await guard();
    expect(callsOf('start_job')).toEqual([]);
  });
});

describe('nothing to show', () => {
  it('says that the login does not cover clients yet, and asks for just that', async () => {
    const { user, callsOf } = await draw({ scope: false }, (answers) => {
      answers.sign_in = () => {
        throw new CommandError({ ...unexpected('test'), code: 'login_cancelled' });
      };
    });
    expect(await screen.findByText('Fullmakt har ikke lov til å lese klientene dine ennå')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Be om tilgangen' }));
    await waitFor(() => {
      expect(callsOf('sign_in')).toMatchObject([{ features: ['clients'], moreScopes: false }]);
    });
  });

  it('says that one is no client administrator anywhere', async () => {
    await draw({ firms: 0 });
    expect(await screen.findByText('Du er ikke klientadministrator for noen virksomhet')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Se tilganger andre har gitt deg' })).toBeTruthy();
  });

  it('tells a firm without clients from clients that have not given the package', async () => {
    const empty = await draw({ count: 0 });
    expect(await screen.findByText('Firmaet har ingen klienter hos Altinn')).toBeTruthy();
    empty.unmount();
    const { user } = await drawMatrix({}, (answers) => {
      const { client_matrix: matrix } = answers;
      answers.client_matrix = async (query) => {
        const page = await matrix!(query);
        return query.filter.state === 'can_add'
          ? { ...page, total: 0, rows: [], counts: { ...page.counts, canAdd: 0, missing: page.counts.all } }
          : page;
      };
    });
    await user.click(screen.getByRole('button', { name: /^Kan gis/ }));
    expect(await screen.findByText('Ingen av de 300 klientene har gitt dere pakken')).toBeTruthy();
  });

  it('reads a firm that was never read, once', async () => {
    const { callsOf } = await draw({}, (answers) => {
      const { client_firms: firms } = answers;
      answers.client_firms = async (input) => {
        const page = await firms!(input);
        return { ...page, firms: page.firms.map((firm) => ({ ...firm, fetchedAt: null, reading: false })) };
      };
    });
    await screen.findByRole('grid');
    await waitFor(() => {
      expect(callsOf('refresh_clients')).toHaveLength(1);
    });
  });
});
