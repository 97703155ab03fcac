import { describe, expect, it } from 'vitest';
import { windowsFor } from './message-rows';

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
});
