import { describe, expect, it } from 'vitest';
import { moved, type Place } from './grid-keys';

const size = { rows: 1000, columns: 12, page: 20 };
const press = (at: Place, key: string, held: { mod?: boolean; shift?: boolean } = {}) =>
  moved(at, { key, mod: held.mod ?? false, shift: held.shift ?? false }, size);

describe('keys in the matrix', () => {
  const middle = { row: 500, column: 6 };

  it('move by one cell', () => {
    expect(press(middle, 'ArrowDown')).toEqual({ row: 501, column: 6 });
    expect(press(middle, 'ArrowUp')).toEqual({ row: 499, column: 6 });
    expect(press(middle, 'ArrowRight')).toEqual({ row: 500, column: 7 });
    expect(press(middle, 'ArrowLeft')).toEqual({ row: 500, column: 5 });
  });

  it('stop at the edges, and go up into the head', () => {
    expect(press({ row: 999, column: 12 }, 'ArrowDown')).toEqual({ row: 999, column: 12 });
    expect(press({ row: 999, column: 12 }, 'ArrowRight')).toEqual({ row: 999, column: 12 });
    expect(press({ row: 0, column: 0 }, 'ArrowLeft')).toEqual({ row: 0, column: 0 });
    expect(press({ row: 0, column: 3 }, 'ArrowUp')).toEqual({ row: -1, column: 3 });
    expect(press({ row: -1, column: 3 }, 'ArrowUp')).toEqual({ row: -1, column: 3 });
  });

  it('keep a range among the clients', () => {
    expect(press({ row: 0, column: 0 }, 'ArrowUp', { shift: true })).toEqual({ row: 0, column: 0 });
  });

  it('go to the ends of the row, and with Ctrl of the matrix', () => {
    expect(press(middle, 'Home')).toEqual({ row: 500, column: 0 });
    expect(press(middle, 'End')).toEqual({ row: 500, column: 12 });
    expect(press(middle, 'Home', { mod: true })).toEqual({ row: 0, column: 0 });
    expect(press(middle, 'End', { mod: true })).toEqual({ row: 999, column: 12 });
  });

  it('go a page at a time', () => {
    expect(press(middle, 'PageDown')).toEqual({ row: 520, column: 6 });
    expect(press(middle, 'PageUp')).toEqual({ row: 480, column: 6 });
    expect(press({ row: 5, column: 2 }, 'PageUp')).toEqual({ row: 0, column: 2 });
    expect(press({ row: 990, column: 2 }, 'PageDown')).toEqual({ row: 999, column: 2 });
  });

  it('leave all others alone', () => {
    for (const key of ['Enter', ' ', 'x', 'Tab', 'F6']) expect(press(middle, key)).toBeNull();
  });
});
