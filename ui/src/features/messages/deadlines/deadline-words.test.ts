import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadCatalogue, makeDates, makeWords, type Dates, type Words } from '~/i18n';
import { sampleRow } from '~/test/message';
import { deadlineName, stripOf, whenWords } from './deadline-words';

let t: Words;
let dates: Dates;

beforeAll(async () => {
  t = makeWords('nb', await loadCatalogue('nb'));
  dates = makeDates(t);
});
beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-12T14:32:00+01:00'), toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('when a deadline is', () => {
  it.each([
    ['2026-11-09T12:00:00Z', '3 dager over'],
    ['2026-11-12T10:00:00Z', 'Gikk ut i dag'],
    ['2026-11-12T22:59:00Z', 'I dag 23.59'],
    ['2026-11-13T12:00:00Z', 'I morgen'],
    ['2026-11-16T12:00:00Z', 'Man. 16. nov.'],
    ['2026-11-26T12:00:00Z', '26. nov.'],
  ])('%s is %s', (due, words) => {
    expect(whenWords(t, dates, { due })).toBe(words);
  });

  it('is said when there is none', () => {
    expect(whenWords(t, dates, { due: null })).toBe('Uten frist');
    expect(deadlineName(t, dates, { ...sampleRow, status: 'requires_attention' })).toMatch(/^Uten frist, /);
  });
});

describe('the strip of days', () => {
  const days = ['2026-11-09', '2026-11-12', '2026-11-14', '2026-11-16', '2026-11-27'].map((date, index) => ({
    date,
    count: index * 6,
    mostly: null,
  }));
  const strip = stripOf(days, '2026-11-12');

  it('tells passed, today, the week and later apart, and the weekends', () => {
    expect(strip.map(({ kind }) => kind)).toEqual(['over', 'today', 'week', 'week', 'later']);
    expect(strip.map(({ weekend }) => weekend)).toEqual([false, false, true, false, false]);
  });

  it('writes above a busy day only where the words of none busier are', () => {
    const about = 'Brev fra Skatteetaten';
    const near = [5, 10, 6, 5, 5, 5, 5, 5, 5].map((count, index) => ({
      date: `2026-11-${String(12 + index)}`,
      count,
      mostly: index === 4 ? null : about,
    }));
    const words = stripOf(near, '2026-11-12').map(({ mostly }) => mostly);
    expect(words).toEqual([null, about, null, null, null, null, about, null, null]);
  });

  it('grows with the count, and no bar is taller than the strip', () => {
    const heights = strip.map(({ height }) => height);
    expect(heights[0]).toBe(0);
    expect([...heights].sort((a, b) => a - b)).toEqual(heights);
    expect(
      Math.max(
        ...stripOf([{ date: '2026-11-12', count: 900, mostly: null }], '2026-11-12').map(
          ({ height }) => height,
        ),
      ),
    ).toBeLessThan(3.2);
  });
});
