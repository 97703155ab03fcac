import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { OrganisationRow, SourceFailure } from '~/api/generated/surface';
import { CommandError, unexpected } from '~/errors/CommandError';
import type { Answers } from '~/host/memory';
import { renderWithin } from '~/test/render';
import { quiet } from '~/test/status';
import { OrganisationsScreen } from './OrganisationsScreen';

const total = 15_000;
const quietMessages = { unread: 0, due: 0, requiresAttention: 0 };
const row = (index: number): OrganisationRow => ({
  partyUuid: `p${index}`,
  name: `Virksomhet ${index} AS`,
  initials: 'VI',
  orgNo: '310987654',
  kind: 'organisation',
  form: 'AS',
  parentName: null,
  isDeleted: false,
  isHeadingOnly: false,
  favourite: index === 0,
  roles: ['Daglig leder'],
  accessManager: true,
  waiting: index === 0 ? 2 : 0,
  messages: index === 0 ? { unread: 3, due: 1, requiresAttention: 2 } : quietMessages,
});

function draw(count = total, { failures = [], ...answers }: Answers & { failures?: SourceFailure[] } = {}) {
  return renderWithin(<OrganisationsScreen />, {
    organisations: ({ offset, limit }) => ({
      total: count,
      all: count,
      rows: Array.from({ length: Math.min(limit, count - offset) }, (_, index) => row(offset + index)),
      fetchedAt: null,
      failures,
    }),
    status: () => quiet,
    open_organisation: () => ({}),
    set_favourite: () => ({}),
    refresh_organisations: () => ({}),
    ui_mark: () => ({}),
    ...answers,
  });
}

describe('organisations', () => {
  it('asks for the rows in sight only, a window at a time', async () => {
    const { callsOf } = await draw();
    const list = await screen.findByRole('listbox', { name: /^Virksomheter, 15.000$/ });
    expect(callsOf('organisations')).toEqual([{ text: '', group: 'all', offset: 0, limit: 100 }]);
    const scroller = list.parentElement!;
    scroller.scrollTop = 14_950 * 58;
    fireEvent.scroll(scroller);
    await waitFor(() => {
      expect(callsOf('organisations')).toContainEqual({ text: '', group: 'all', offset: 14_900, limit: 100 });
    });
    expect(callsOf('organisations').length).toBeLessThan(4);
    expect((await screen.findAllByRole('option')).length).toBeLessThan(60);
  });

  it('names a row in full, and opens it', async () => {
    const { user, callsOf } = await draw();
    const option = await screen.findByRole('option', {
      name:
        'Virksomhet 0 AS, Org.nr. 310\u2009987\u2009654, favoritt, 2 venter, 3 uleste, 1 frist innen en uke, ' +
        '2 krever handling, Daglig leder',
    });
    expect(
      screen.getByRole('option', { name: 'Virksomhet 1 AS, Org.nr. 310\u2009987\u2009654, Daglig leder' }),
    ).toBeTruthy();
    await user.click(option);
    expect((await screen.findByTestId('at')).textContent).toBe('/organisations/p0');
    expect(callsOf('open_organisation')).toEqual([{ partyUuid: 'p0' }]);
  });

  it('asks by name while one types', async () => {
    const { user, callsOf } = await draw();
    await user.type(await screen.findByRole('searchbox', { name: 'Søk etter navn eller nummer' }), 'fj');
    await waitFor(() => {
      expect(callsOf('organisations')).toContainEqual({ text: 'fj', group: 'all', offset: 0, limit: 100 });
    });
  });

  it('names what could not be read, and reads it again when asked to', async () => {
    const { user, callsOf } = await draw(3, {
      failures: [{ partyUuid: 'p9', name: 'Ulest AS', failure: unexpected('test') }],
    });
    expect(await screen.findByText(/Ulest AS/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Prøv igjen' }));
    expect(callsOf('refresh_organisations')).toHaveLength(1);
  });

  it('says when a favourite could not be kept', async () => {
    const { user, callsOf } = await draw(3, {
      set_favourite: () => {
        throw new CommandError({ ...unexpected('test'), code: 'disk_full' });
      },
    });
    await user.hover(await screen.findByRole('option', { name: /^Virksomhet 1 AS/ }));
    // The pointer's way from the row would take it out of the list.
    fireEvent.click(await screen.findByRole('button', { name: 'Legg til i favoritter' }));
    await waitFor(() => {
      expect(callsOf('set_favourite')).toEqual([{ partyUuid: 'p1', favourite: true }]);
      expect(screen.getByTestId('alerted').textContent).toMatch(/^Disken er full\./);
    });
  });

  it('says what an empty list means', async () => {
    await draw(0);
    expect(await screen.findByText('Du handler ikke for noen virksomhet')).toBeTruthy();
  });
});
