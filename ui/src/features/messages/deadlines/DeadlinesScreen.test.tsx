import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { messageWorld } from '~/test/messages';
import { renderWithin } from '~/test/render';
import { DeadlinesScreen } from './DeadlinesScreen';

/** Deadlines of which the nearest two come in only later, by the arrival 1. */
async function draw() {
  const { answers, speak } = messageWorld();
  const { deadlines, status } = answers;
  let came = 0;
  answers.status = async (input) => ({ ...(await status!(input)), arrivals: came });
  answers.deadlines = async (query) => {
    const whole = await deadlines!({ ...query, offset: 0, limit: 500 });
    const held = came === 0 || (query.asOf !== null && query.asOf < 1);
    const rows = held ? whole.rows.slice(2) : whole.rows;
    return {
      ...whole,
      rows: rows.slice(query.offset, query.offset + query.limit),
      total: rows.length,
      groups: [],
      arrived: { count: held && came > 0 ? 2 : 0, latest: came },
    };
  };
  const drawn = await renderWithin(<DeadlinesScreen />, answers, '/deadlines');
  speak(drawn.host);
  await screen.findAllByRole('option');
  const list = screen.getByRole('listbox');
  const rows = () => screen.getAllByRole('option').map(({ textContent }) => textContent);
  const arrive = async () => {
    came = 1;
    await act(async () => {
      await drawn.refresh('deadlines');
      await drawn.refresh('status');
    });
  };
  return { ...drawn, list, rows, arrive };
}

describe('new deadlines', () => {
  it('wait behind a pill: nothing moves until it is pressed', async () => {
    const { user, list, rows, arrive } = await draw();
    const before = rows();
    await arrive();
    const pill = await screen.findByRole('button', { name: '2 nye' });
    expect(rows()).toEqual(before);
    await user.click(pill);
    await waitFor(() => {
      expect(rows()[2]).toBe(before[0]);
    });
    expect(screen.queryByRole('button', { name: '2 nye' })).toBeNull();
    expect(document.activeElement).toBe(list);
  });

  it('are there at once in another list', async () => {
    const { user, arrive, callsOf } = await draw();
    await arrive();
    await user.click(screen.getByRole('button', { name: /^Krever handling/ }));
    await waitFor(() => {
      expect(callsOf('deadlines').at(-1)).toMatchObject({ filter: 'requires_attention', asOf: 1 });
    });
  });
});

describe('a deadline in the list', () => {
  it('is filed by the keys that its menu names, while nothing is open beside it', async () => {
    const { user, list, callsOf } = await draw();
    act(() => {
      list.focus();
    });
    await user.keyboard('{Shift>}{F10}{/Shift}');
    expect(screen.getByRole('menuitem', { name: 'Arkiver' }).getAttribute('aria-keyshortcuts')).toBe('E');
    await user.keyboard('{Escape}e{Delete}');
    const filed = callsOf('file_messages') as { filing: string; selection: { ids: string[] } }[];
    expect(filed.map(({ filing }) => filing)).toEqual(['archive', 'bin']);
    expect(new Set(filed.flatMap(({ selection }) => selection.ids)).size).toBe(2);
  });

  it('has a menu of its own, and none is had beside the rows', async () => {
    const { list } = await draw();
    const scroller = list.parentElement;
    if (!scroller) throw new Error('no room for the list');
    fireEvent.contextMenu(scroller);
    expect(screen.queryByRole('menu')).toBeNull();
    fireEvent.contextMenu(list);
    expect(screen.getByRole('menu')).toBeTruthy();
  });

  it('leaves the focus in the title when the list goes with it', async () => {
    const { user, list, refresh, host } = await draw();
    act(() => {
      list.focus();
    });
    const { deadlines } = host.answers;
    host.answers.deadlines = async (query) => ({ ...(await deadlines!(query)), rows: [], total: 0 });
    await user.keyboard('e');
    await act(() => refresh('deadlines'));
    await waitFor(() => {
      expect(screen.queryByRole('listbox')).toBeNull();
    });
    expect(document.activeElement?.tagName).toBe('H1');
  });
});
