import { act, screen, waitFor } from '@testing-library/react';
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
  const list = await screen.findByRole('listbox');
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
