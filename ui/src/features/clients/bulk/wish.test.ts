import { describe, expect, it } from 'vitest';
import type { BulkSource, Cell, CellState } from '~/api/generated/surface';
import { everything, toggle, unmarked } from '~/components/marking';
import { clientList, usualClientChoice } from '../choice';
import {
  actFor,
  changes,
  changesOf,
  noWish,
  toggleCell,
  toggleTarget,
  uncovered,
  wishedOf,
  type Wish,
} from './wish';

const list = clientList('firm', usualClientChoice, '', []);
const cell = (state: CellState, canAdd: string[] = [], lacks: string[] = []): Cell => ({
  state,
  canAdd,
  lacks,
  failure: null,
});
const cells = (source: BulkSource | undefined) => {
  if (source?.kind !== 'cells') throw new Error('not cells');
  return source;
};
const sources = (wish: Wish, marks = unmarked.marks) =>
  changesOf(wish, marks, list).map(({ source }) => cells(source));

describe('what a cell can become', () => {
  it('is the opposite of what it says, and nothing where nothing can be done', () => {
    expect(actFor(cell('has'))).toBe('remove');
    expect(actFor(cell('can_add', ['a']))).toBe('add');
    expect(actFor(cell('partly', ['b']))).toBe('add');
    expect(actFor(cell('partly', [], ['b']))).toBe('remove');
    expect(actFor(cell('failed', ['a']))).toBe('add');
    for (const state of ['missing', 'pending', 'unread'] as const) expect(actFor(cell(state))).toBeNull();
  });

  it('is not promised where a package is lacking', () => {
    expect(changes(cell('missing', ['a'], ['b']), 'add')).toBe(false);
    expect(changes(cell('pending', ['a']), 'add')).toBe(false);
    expect(changes(cell('can_add', ['a']), 'remove')).toBe(false);
    expect(changes(cell('has'), 'remove')).toBe(true);
  });
});

describe('a wish', () => {
  const two = toggle(toggle(unmarked, 'c1', 0), 'c2', 1).marks;

  it('is nothing until rows and a column are chosen', () => {
    expect(sources(noWish, two)).toEqual([]);
    expect(sources(toggleTarget(noWish, 'a1'))).toEqual([]);
    expect(sources(toggleTarget(noWish, 'a1'), two)).toEqual([
      {
        kind: 'cells',
        clients: { kind: 'ids', ids: ['c1', 'c2'] },
        agents: ['a1'],
        act: 'add',
        packages: [],
      },
    ]);
  });

  it('says all that match in one word, without knowing them', () => {
    const [one] = sources(toggleTarget(noWish, 'a1'), toggle(everything, 'c9', 8).marks);
    expect(one?.clients).toEqual({
      kind: 'matching',
      matrix: { ...list, offset: 0, limit: 0 },
      except: ['c9'],
    });
  });

  it('takes single cells in and out again', () => {
    const one = toggleCell(noWish, 'c1', 'a1', 'add');
    expect(wishedOf(one, unmarked.marks, 'c1', 'a1')).toBe('add');
    expect(toggleCell(one, 'c1', 'a1', 'add').cells.size).toBe(0);
  });

  it('makes one change of the four cells of a client', () => {
    const four = ['a1', 'a2', 'a3', 'a4'].reduce(
      (wish, agent) => toggleCell(wish, 'c1', agent, 'add'),
      noWish,
    );
    expect(sources(four)).toEqual([
      {
        kind: 'cells',
        clients: { kind: 'ids', ids: ['c1'] },
        agents: ['a1', 'a2', 'a3', 'a4'],
        act: 'add',
        packages: [],
      },
    ]);
  });

  it('keeps giving and taking apart, and clients with the same together', () => {
    let wish = noWish;
    for (const client of ['c1', 'c2']) wish = toggleCell(wish, client, 'a1', 'add');
    wish = toggleCell(wish, 'c3', 'a2', 'remove');
    expect(sources(wish).map(({ act, clients, agents }) => ({ act, clients, agents }))).toEqual([
      { act: 'add', clients: { kind: 'ids', ids: ['c1', 'c2'] }, agents: ['a1'] },
      { act: 'remove', clients: { kind: 'ids', ids: ['c3'] }, agents: ['a2'] },
    ]);
  });

  it('keeps the other columns of a row that one cell is taken out of', () => {
    const wish = toggleTarget(toggleTarget(noWish, 'a1'), 'a2');
    expect(sources(uncovered(wish, 'c1', 'a1'))).toMatchObject([
      { clients: { kind: 'ids', ids: ['c1'] }, agents: ['a2'], act: 'add' },
    ]);
  });

  it('says no cell twice: a marked row in an aimed column covers it', () => {
    const wish = toggleCell(toggleTarget(noWish, 'a1'), 'c1', 'a1', 'remove');
    expect(wishedOf(wish, two, 'c1', 'a1')).toBe('add');
    expect(sources(wish, two)).toHaveLength(1);
    expect(sources(wish)).toMatchObject([{ act: 'remove' }]);
  });
});
