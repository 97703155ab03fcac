import { describe, expect, it } from 'vitest';
import type { MessageRow } from '~/api/generated/surface';
import { sampleRow } from '~/test/message';
import { following, followingPlace, meant, type PlacedRows } from './leaving';

const list = ['m0', 'm1', 'm2', 'm3'].map((id): MessageRow => ({ ...sampleRow, id }));
const rows: PlacedRows = {
  rowAt: (index) => list[index],
  indexOf: (id) => list.findIndex((row) => row.id === id),
};
const row = (index: number): MessageRow => list[index] ?? sampleRow;
const leaving = (...indexes: number[]) => new Map(indexes.map((index) => [row(index).id, row(index)]));

describe('filing faster than the list is read', () => {
  it('means the next row when the one under the key is on its way out', () => {
    expect(meant(rows, leaving(), row(1))).toBe(row(1));
    expect(meant(rows, leaving(1, 2), row(1))).toBe(row(3));
    expect(meant(rows, leaving(1, 2, 3), row(1))).toBeUndefined();
  });

  it('goes on with the next that stays, at the end with the one before', () => {
    expect(following(rows, leaving(), row(1), 'below')).toBe(row(2));
    expect(following(rows, leaving(2), row(1), 'below')).toBe(row(3));
    expect(following(rows, leaving(), row(3), 'below')).toBe(row(2));
    expect(following(rows, leaving(0, 1), row(3), 'below')).toBe(row(2));
  });

  it('goes on with the one before where that is wanted, and at the top with the next', () => {
    expect(following(rows, leaving(), row(2), 'above')).toBe(row(1));
    expect(following(rows, leaving(1), row(2), 'above')).toBe(row(0));
    expect(following(rows, leaving(), row(0), 'above')).toBe(row(1));
    expect(followingPlace({ next: 'n', previous: 'p' }, 'above')).toBe('p');
    expect(followingPlace({ next: 'n', previous: null }, 'above')).toBe('n');
    expect(followingPlace({ next: null, previous: 'p' }, 'below')).toBe('p');
  });

  it('goes on with none where one wants to come back to the list', () => {
    expect(following(rows, leaving(), row(1), 'list')).toBeUndefined();
    expect(followingPlace({ next: 'n', previous: 'p' }, 'list')).toBeUndefined();
  });

  it('means a row again that was read since', () => {
    const before = new Map([['m1', { ...row(1) }]]);
    expect(meant(rows, before, row(1))).toBe(row(1));
  });

  it('means a message itself that the list does not have', () => {
    const other = { ...sampleRow, id: 'elsewhere' };
    expect(meant(rows, leaving(), other)).toBe(other);
    expect(following(rows, leaving(), other, 'below')).toBeUndefined();
  });
});
