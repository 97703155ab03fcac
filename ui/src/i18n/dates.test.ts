import { describe, expect, it } from 'vitest';
import { loadCatalogue } from './catalogue';
import { makeDates } from './dates';
import { makeWords } from './words';

// 12 November 2026, 14.32 in Norway.
const now = () => new Date('2026-11-12T13:32:00Z');
const dates = async (language: 'nb' | 'en' = 'nb') =>
  makeDates(makeWords(language, await loadCatalogue(language)), now);

describe('dates', () => {
  it('are Norwegian time, with a dot in the clock', async () => {
    const d = await dates();
    expect(d.clock('2026-11-12T13:32:00Z')).toBe('14.32');
    expect(d.clock('2026-06-01T12:00:00Z')).toBe('14.00');
    expect(d.clockSeconds('2026-11-12T13:28:07Z')).toBe('14.28.07');
    expect(d.short('2026-11-11T09:00:00Z')).toBe('11. nov.');
    expect(d.long('2026-11-12T09:00:00Z')).toBe('12. november 2026');
  });

  it('say the year only when it is another', async () => {
    expect((await dates()).short('2025-03-12T09:00:00Z')).toBe('12. mars 2025');
  });

  it('count days as the calendar in Norway does', async () => {
    const d = await dates();
    // 23.30 UTC on the 10th is the 11th in Norway: yesterday.
    expect(d.when('2026-11-10T23:30:00Z')).toBe('i går 00.30');
    expect(d.when('2026-11-12T05:00:00Z')).toBe('06.00');
    expect(d.dayGroup('2026-11-11T20:00:00Z')).toBe('I går');
    expect(d.dayGroup('2026-11-03T20:00:00Z')).toBe('Tidligere i november');
    expect(d.dayGroup('2026-10-03T20:00:00Z')).toBe('Oktober 2026');
  });

  it('use a colon in English', async () => {
    expect((await dates('en')).clock('2026-11-12T13:32:00Z')).toBe('14:32');
  });
});
