import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { usualList } from '~/api/message-rows';
import { usualSettings } from '~/app/appearance';
import { CommandError, unexpected } from '~/errors/CommandError';
import { drawInbox } from '~/test/inbox';

const said = () => screen.getByTestId('said').textContent;
const alerted = () => screen.getByTestId('alerted').textContent;
const ids = (inputs: unknown[]) =>
  inputs.map((input) => (input as { selection: { ids: string[] } }).selection.ids[0]);

describe('triage by keys', () => {
  it('files ten with ten keys, opens none of them, and takes the last back', async () => {
    const { user, callsOf, active } = await drawInbox();
    await user.keyboard('eeeeeeeeee');
    const filed = callsOf('file_messages');
    expect(new Set(ids(filed)).size).toBe(10);
    expect(filed[0]).toMatchObject({ filing: 'archive', selection: { kind: 'ids' } });
    expect(callsOf('open_message')).toEqual([]);
    await waitFor(() => {
      expect(said()).toMatch(/^Arkiverte «/);
    });
    const next = active()?.textContent;
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => {
      expect(said()).toBe('Angret. Meldingen er tilbake.');
    });
    expect(callsOf('undo_filing')).toHaveLength(1);
    expect(active()?.textContent).not.toBe(next);
  });

  it('is taken back from elsewhere without leading back there', async () => {
    const { user, callsOf, router } = await drawInbox();
    await user.keyboard('e');
    await waitFor(() => {
      expect(said()).toMatch(/^Arkiverte «/);
    });
    await act(() => router.navigate({ to: '/settings' }));
    await screen.findByTestId('at');
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => {
      expect(said()).toBe('Angret. Meldingen er tilbake.');
    });
    expect(callsOf('undo_filing')).toHaveLength(1);
    expect(router.state.location.pathname).toBe('/settings');
  });

  it('bins with Delete, and marks as unread without moving on', async () => {
    const { user, callsOf, active } = await drawInbox();
    const first = active()?.textContent;
    await user.keyboard('u');
    await waitFor(() => {
      expect(said()).toMatch(/er merket som ulest$/);
    });
    expect(active()?.textContent).toContain(first);
    await user.keyboard('{Delete}');
    await waitFor(() => {
      expect(said()).toMatch(/til papirkurven$/);
    });
    expect(callsOf('file_messages').map((input) => (input as { filing: string }).filing)).toEqual([
      'mark_unread',
      'bin',
    ]);
  });
});

describe('opening', () => {
  it('happens with Enter only; filing while one reads opens the next, with the focus on its title', async () => {
    const { user, callsOf, title } = await drawInbox();
    await user.keyboard('{ArrowDown}j');
    expect(await screen.findByText('Forhåndsvisning. Ingenting er loggført.')).toBeTruthy();
    expect(callsOf('open_message')).toEqual([]);
    await user.keyboard('{Enter}');
    await waitFor(() => {
      expect(document.activeElement).toBe(title());
    });
    expect(callsOf('open_message')).toHaveLength(1);
    const before = title().textContent;
    await user.keyboard('e');
    await waitFor(() => {
      expect(title().textContent).not.toBe(before);
    });
    expect(document.activeElement).toBe(title());
    expect(callsOf('open_message')).toHaveLength(2);
  });

  it('leads back to the list after filing where that is wanted, and the key goes on there', async () => {
    const { user, callsOf, router, list } = await drawInbox((answers) => {
      answers.settings = () => ({ ...usualSettings, afterFiling: 'list' });
    });
    await user.keyboard('j{Enter}');
    await waitFor(() => {
      expect(callsOf('open_message')).toHaveLength(1);
    });
    await user.keyboard('e');
    await waitFor(() => {
      expect(router.state.location.pathname).toBe('/inbox');
    });
    expect(callsOf('open_message')).toHaveLength(1);
    act(() => {
      list.focus();
    });
    await user.keyboard('e');
    expect(new Set(ids(callsOf('file_messages'))).size).toBe(2);
  });

  it('says when the login is too low, and offers the higher one instead', async () => {
    const { user, callsOf } = await drawInbox((answers) => {
      const { message } = answers;
      answers.message = async (input) => ({ ...(await message!(input)), opened: null, needsStepUp: true });
    });
    await user.keyboard('j');
    expect(
      await screen.findByText(/^Meldingen krever høyeste sikkerhetsnivå\. Logg inn på nytt/),
    ).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Åpne/ })).toBeNull();
    expect(callsOf('open_message')).toEqual([]);
  });

  it('says why a message could not be opened, until the login is another one', async () => {
    let needsStepUp = false;
    const { user, refresh } = await drawInbox((answers) => {
      const { message } = answers;
      answers.message = async (input) => ({ ...(await message!(input)), opened: null, needsStepUp });
      answers.open_message = () => {
        needsStepUp = true;
        throw new CommandError({ ...unexpected('test'), code: 'message_level_too_low' });
      };
    });
    await user.keyboard('j{Enter}');
    await waitFor(() => {
      expect(alerted()).toMatch(/^Meldingen krever høyeste sikkerhetsnivå\./);
    });
    needsStepUp = false;
    await act(() => refresh('message'));
    expect(await screen.findByRole('button', { name: /^Åpne/ })).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Melding' }).textContent).not.toMatch(/lavere nivå/);
  });
});

describe('the menu of a row', () => {
  const items = () =>
    within(screen.getByRole('menu'))
      .getAllByRole('menuitem')
      .map(({ textContent }) => textContent.replace(/(E|U|X|Delete|Enter)$/, '').trim());

  it('opens by key with the focus in it, moves by the arrows, and gives the focus back', async () => {
    const { user, list, callsOf } = await drawInbox();
    await user.keyboard('{Shift>}{F10}{/Shift}');
    expect(items()).toEqual(['Åpne', 'Arkiver', 'Til papirkurven', 'Merk som ulest', 'Merk']);
    expect(document.activeElement?.textContent).toContain('Åpne');
    // The keys of the list do not act through it.
    await user.keyboard('{ArrowUp}e');
    expect(document.activeElement?.textContent).toMatch(/^Merk/);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(list);
    expect(callsOf('file_messages')).toEqual([]);
    expect(callsOf('open_message')).toEqual([]);
  });

  it('is of the row under the pointer, and files that one', async () => {
    const { user, list, callsOf } = await drawInbox();
    const row = within(list).getAllByRole('option')[2];
    if (!row) throw new Error('no third row');
    fireEvent.contextMenu(row);
    expect(screen.getByRole('menu').getAttribute('aria-label')).toMatch(/^Valg for «/);
    await user.click(screen.getByRole('menuitem', { name: 'Arkiver' }));
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(list);
    await waitFor(() => {
      expect(said()).toMatch(/^Arkiverte «/);
    });
    const title = /«(.*?)»/.exec(said())?.[1] ?? 'none';
    expect(row.textContent).toContain(title);
    expect(callsOf('file_messages')).toHaveLength(1);
  });

  it('is of all that are marked when the row is one of them', async () => {
    const { user, list, callsOf } = await drawInbox();
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    fireEvent.contextMenu(list);
    expect(screen.getByRole('menu').getAttribute('aria-label')).toBe('Valg for 2 valgte');
    await user.click(screen.getByRole('menuitem', { name: 'Arkiver' }));
    await waitFor(() => {
      expect(said()).toBe('Arkiverte 2 meldinger');
    });
    expect(callsOf('file_messages')).toHaveLength(1);
  });

  it('closes when one presses beside it', async () => {
    const { list } = await drawInbox();
    fireEvent.contextMenu(list);
    fireEvent.mouseDown(document.body);
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(list);
  });
});

describe('a letter whose content could not be fetched', () => {
  it('keeps its facts, and is opened anew when that is asked for', async () => {
    const { user, callsOf, title } = await drawInbox((answers) => {
      const { message } = answers;
      answers.message = async (input) => {
        const shown = await message!(input);
        const failure = { ...unexpected('test'), code: 'offline', retry: 'now' } as const;
        return { ...shown, opened: shown.opened && { ...shown.opened, body: { kind: 'failed', failure } } };
      };
    });
    await user.keyboard('j{Enter}');
    const reader = screen.getByRole('region', { name: 'Melding' });
    const again = await within(reader).findByRole('button', { name: 'Prøv igjen' });
    expect(title().textContent).not.toBe('');
    await user.click(again);
    await waitFor(() => {
      expect(callsOf('open_message').map((input) => (input as { again: boolean }).again)).toEqual([
        false,
        true,
      ]);
    });
  });
});

describe('a message that is opened from elsewhere', () => {
  it('says that it is being fetched, why it could not be, and is tried again', async () => {
    let refuse: ((reason: CommandError) => void) | undefined;
    const { router, user, host } = await drawInbox((answers) => {
      answers.message = () =>
        new Promise((_, reject) => {
          refuse = reject;
        });
    });
    await act(() => router.navigate({ to: '/inbox/$id', params: { id: 'elsewhere' } }));
    const reader = () => screen.getByRole('region', { name: 'Melding' });
    expect(await within(reader()).findByRole('heading', { name: 'Henter meldingen …' })).toBeTruthy();
    refuse?.(new CommandError({ ...unexpected('test'), code: 'offline', retry: 'now' }));
    const again = await within(reader()).findByRole('button', { name: 'Prøv igjen' });
    const asked = host.calls.filter(({ name }) => name === 'message').length;
    await user.click(again);
    await waitFor(() => {
      expect(host.calls.filter(({ name }) => name === 'message')).toHaveLength(asked + 1);
    });
  });
});

describe('marking', () => {
  it('extends with Shift, and files what is marked', async () => {
    const { user, callsOf } = await drawInbox();
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect(screen.getByRole('toolbar', { name: 'Merkede meldinger' }).textContent).toContain('3 valgt');
    await user.keyboard('e');
    expect(callsOf('file_messages')).toMatchObject([{ filing: 'archive', selection: { kind: 'ids' } }]);
    await waitFor(() => {
      expect(said()).toBe('Arkiverte 3 meldinger');
    });
  });

  it('files and names what is marked, though another is shown, and leaves that one open', async () => {
    const { user, callsOf, active, title, router } = await drawInbox();
    const name = /, ([^,]+)/;
    const first = name.exec(active()?.textContent ?? '')?.[1] ?? 'none';
    await user.keyboard('x{ArrowDown}');
    const shown = title().textContent;
    const at = router.state.location.pathname;
    await user.keyboard('e');
    await waitFor(() => {
      expect(said()).toMatch(/^Arkiverte «/);
    });
    expect(said()).toContain(first);
    expect(said()).not.toContain(shown);
    expect(router.state.location.pathname).toBe(at);
    expect(title().textContent).toBe(shown);
    expect(ids(callsOf('file_messages'))).not.toEqual([at.split('/')[2]]);
  });

  it('marks as unread what is marked, whatever the mark of the one that is shown', async () => {
    const { user, callsOf } = await drawInbox();
    await user.keyboard('u');
    await waitFor(() => {
      expect(said()).toMatch(/er merket som ulest$/);
    });
    await user.keyboard('{ArrowDown}x{ArrowUp}u');
    await waitFor(() => {
      expect(callsOf('file_messages')).toHaveLength(2);
    });
    expect(callsOf('file_messages')[1]).toMatchObject({ filing: 'mark_unread' });
  });

  it('leaves the focus in the list when the bar of the marked ones goes', async () => {
    const { user, list } = await drawInbox();
    const press = async (name: string) => {
      await user.click(
        within(screen.getByRole('toolbar', { name: 'Merkede meldinger' })).getByRole('button', { name }),
      );
      await waitFor(() => {
        expect(document.activeElement).toBe(list);
      });
    };
    await user.keyboard('x');
    await press('Avbryt valget');
    await user.keyboard('x');
    await press('Arkiver');
  });

  it('takes all that match across windows, loaded or not, but for one', async () => {
    const { user, callsOf, list } = await drawInbox();
    const total = Number(/\d+/.exec(list.getAttribute('aria-label') ?? '')?.[0]);
    expect(total).toBeGreaterThan(100);
    await user.keyboard('{Control>}a{/Control}');
    const bar = screen.getByRole('toolbar', { name: 'Merkede meldinger' });
    expect(bar.textContent).toContain(`${total} valgt`);
    await user.keyboard('jx');
    expect(bar.textContent).toContain(`${total - 1} valgt`);
    await user.keyboard('e');
    await waitFor(() => {
      expect(said()).toBe(`Arkiverte ${total - 1} meldinger`);
    });
    expect(callsOf('file_messages')).toMatchObject([
      { selection: { kind: 'matching', list: { folder: 'inbox' }, except: [expect.any(String)] } },
    ]);
  });
});

describe('a list that is longer than was counted', () => {
  it('says so, and takes all of it', async () => {
    const { user, callsOf, list } = await drawInbox((answers) => {
      const { messages } = answers;
      answers.messages = async (query) => ({ ...(await messages!(query)), total: 120, isTotalExact: false });
    });
    expect(list.getAttribute('aria-label')).toBe('Innboks, minst 120 meldinger');
    expect(within(list).getAllByRole('option')[0]?.getAttribute('aria-setsize')).toBe('-1');
    await user.keyboard('j{Shift>}{ArrowDown}{/Shift}');
    const bar = screen.getByRole('toolbar', { name: 'Merkede meldinger' });
    expect(bar.textContent).toContain('2 valgt');
    await user.click(within(bar).getByRole('button', { name: 'Alle som treffer' }));
    expect(bar.textContent).toContain('Minst 120 valgt');
    await user.click(within(bar).getByRole('button', { name: 'Arkiver' }));
    expect(callsOf('file_messages')).toMatchObject([{ selection: { kind: 'matching' } }]);
  });
});

describe('a filing that does not hold', () => {
  it('leaves the row where it is when it could not be done at all', async () => {
    const { user, active } = await drawInbox((answers) => {
      answers.file_messages = () => {
        throw new CommandError({ ...unexpected('test'), code: 'disk_full' });
      };
    });
    const first = active()?.textContent;
    await user.keyboard('e');
    await waitFor(() => {
      expect(alerted()).not.toBe('');
    });
    expect(active()?.textContent).toBe(first);
  });

  it('brings the row back and says why when Altinn refuses it', async () => {
    let refused = false;
    const why = { ...unexpected('test'), code: 'filed_elsewhere' as const };
    const { user, active, refresh, callsOf } = await drawInbox((answers) => {
      const { messages, undo_filing: undo } = answers;
      answers.filing_queue = () => ({ waiting: 0, refused: refused ? 1 : 0, failure: refused ? why : null });
      answers.messages = async (query) => {
        if (refused) await undo!({ undo: 'u1' });
        const page = await messages!(query);
        return {
          ...page,
          rows: page.rows.map((row, at) => (refused && at === 0 ? { ...row, refused: why } : row)),
        };
      };
    });
    const first = active()?.textContent ?? '';
    await user.keyboard('e');
    await waitFor(() => {
      expect(active()?.textContent).not.toBe(first);
    });
    refused = true;
    await act(async () => {
      await refresh('messages');
      await refresh('filing_queue');
    });
    expect(callsOf('file_messages')).toHaveLength(1);
    expect(
      await screen.findByText(/^Én melding ble flyttet tilbake\. Noen andre flyttet meldingen/),
    ).toBeTruthy();
    const back = screen.getAllByRole('option')[0];
    expect(back?.textContent).toContain('Flyttet tilbake, ');
    expect(back?.textContent).toContain(/, ([^,]+)/.exec(first)?.[1]);
    expect(back?.querySelector('[data-refused]')?.textContent).toContain(
      'Noen andre flyttet meldingen samtidig',
    );
  });

  it('offers the higher level when that is what a refused change lacks', async () => {
    const { user, callsOf } = await drawInbox((answers) => {
      const failure = { ...unexpected('test'), code: 'message_level_too_low' as const };
      answers.filing_queue = () => ({ waiting: 0, refused: 1, failure });
    });
    const strip = (await screen.findByText(/^Én melding ble flyttet tilbake\. /)).closest('div')!;
    await user.click(within(strip).getByRole('button', { name: 'Logg inn på nytt' }));
    expect(callsOf('sign_in')).toMatchObject([{ stepUp: true }]);
  });
});

describe('confirming receipt', () => {
  it('says what it means before it can be done', async () => {
    const { user, callsOf } = await drawInbox();
    const row = (await screen.findAllByRole('option')).find((one) =>
      one.textContent.includes('Tilsyn med arbeidstid'),
    );
    await user.dblClick(row!);
    await user.click(await screen.findByRole('button', { name: 'Bekreft at meldingen er mottatt …' }));
    expect(callsOf('confirm_receipt')).toEqual([]);
    const button = screen.getByRole('button', { name: 'Bekreft mottak' });
    const sentence = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    expect(sentence?.textContent).toMatch(
      /^Du bekrefter overfor .+ har mottatt meldingen\. En frist kan begynne å løpe/,
    );
    await new Promise((resolve) => setTimeout(resolve, 450));
    await user.click(button);
    await waitFor(() => {
      expect(callsOf('confirm_receipt')).toHaveLength(1);
    });
    expect(said()).toMatch(/^Mottak er bekreftet til/);
  });
});

describe('a message far from what is loaded', () => {
  /** The next unread is the one at a place far down, or one that the list does not have. */
  async function draw(isInList: boolean) {
    let far = '';
    const drawn = await drawInbox((answers) => {
      const { messages, message_place: place } = answers;
      answers.message_place = async (input) => {
        const page = await messages!({ ...input.list, offset: 160, limit: 1 });
        far ||= page.rows[0]?.id ?? '';
        const found = await place!(input);
        return { ...found, nextUnread: far, index: input.id === far && !isInList ? null : found.index };
      };
    });
    return { ...drawn, far: () => far };
  }

  it.each([true, false])(
    'is what the keys file, also before the list is there (in the list: %s)',
    async (isIn) => {
      const { user, list, title, callsOf, far, router } = await draw(isIn);
      await user.keyboard('{ArrowDown}n');
      await waitFor(() => {
        expect(router.state.location.pathname).toBe(`/inbox/${far()}`);
      });
      await waitFor(() => {
        expect(title().textContent).not.toBe('');
      });
      expect(document.activeElement).toBe(list);
      await user.keyboard('e');
      expect(ids(callsOf('file_messages'))).toEqual([far()]);
    },
  );

  it('becomes the active row', async () => {
    const { user, active, far } = await draw(true);
    await user.keyboard('{ArrowDown}n');
    await waitFor(() => {
      expect(far()).not.toBe('');
      expect(active()?.getAttribute('aria-posinset')).toBe('161');
    });
  });

  it('is filed by the keys from the reader as well', async () => {
    const { user, title, callsOf, far, router } = await draw(false);
    await user.keyboard('{ArrowDown}n');
    await waitFor(() => {
      expect(router.state.location.pathname).toBe(`/inbox/${far()}`);
    });
    act(() => {
      title().focus();
    });
    await user.keyboard('{Delete}');
    expect(callsOf('file_messages')).toMatchObject([{ filing: 'bin', selection: { ids: [far()] } }]);
  });

  it('is found from nothing, too', async () => {
    const { user, callsOf, router } = await drawInbox();
    await user.keyboard('n');
    await waitFor(() => {
      expect(router.state.location.pathname).not.toBe('/inbox');
    });
    expect(callsOf('message_place')).not.toContainEqual(expect.objectContaining({ id: '' }));
    expect(alerted()).toBe('');
  });
});

describe('a view of a search in every folder', () => {
  it('can be chosen from the folders', async () => {
    const { user, callsOf } = await drawInbox((answers) => {
      const list = {
        ...usualList('all', { kind: 'all' }),
        text: 'mva',
        offset: 0,
        limit: 0,
      };
      answers.saved_views = () => ({ views: [{ id: 'v1', name: 'Alt om mva', list, unread: 0 }] });
    });
    const chip = await screen.findByRole('button', { name: /Alt om mva/ });
    expect(chip.getAttribute('aria-pressed')).toBe('false');
    await user.click(chip);
    await waitFor(() => {
      expect(callsOf('messages').at(-1)).toMatchObject({ folder: 'all', text: 'mva' });
    });
    await waitFor(() => {
      expect(chip.getAttribute('aria-pressed')).toBe('true');
    });
  });
});
