import { describe, expect, it } from 'vitest';
import type { MessagesPage } from './generated/surface';
import { lengthOf, windowsFor } from './message-rows';

describe('windows of rows', () => {
  it('asks for no second window while the first holds what is in sight', () => {
    expect(windowsFor(0, 40, 1284)).toEqual([]);
    expect(windowsFor(60, 99, 1284)).toEqual([]);
  });

  it('asks for every window that is in sight, and for none past the end', () => {
    expect(windowsFor(95, 110, 1284)).toEqual([1]);
    expect(windowsFor(195, 310, 1284)).toEqual([1, 2, 3]);
    expect(windowsFor(1250, 1400, 1284)).toEqual([12]);
    expect(windowsFor(0, 500, 100)).toEqual([]);
    expect(windowsFor(0, 500, 0)).toEqual([]);
  });

  it('asks as far as one scrolls in a list of unknown length', () => {
    expect(windowsFor(0, 40, Infinity)).toEqual([]);
    expect(windowsFor(4990, 5010, Infinity)).toEqual([49, 50]);
  });
});

describe('the length of a list', () => {
  const page = (total: number, isTotalExact: boolean) => ({ total, isTotalExact }) as MessagesPage;

  it('is what the first window counted', () => {
    expect(lengthOf(undefined, [])).toEqual({ total: 0, more: false });
    expect(lengthOf(page(1284, true), [undefined, page(1283, true)])).toEqual({ total: 1284, more: false });
    expect(lengthOf(page(5000, false), [])).toEqual({ total: 5000, more: true });
  });

  it('grows with the deepest window, until one knows the end', () => {
    expect(lengthOf(page(5000, false), [page(5001, false), undefined])).toEqual({ total: 5001, more: true });
    expect(lengthOf(page(5000, false), [page(5101, false), page(5140, true)])).toEqual({
      total: 5140,
      more: false,
    });
  });
});
