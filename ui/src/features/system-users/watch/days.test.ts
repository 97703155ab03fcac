import { expect, it } from 'vitest';
import { dayAfter, isDay } from './days';

it('knows a day from half of one, and from one that no calendar has', () => {
  expect(isDay('2026-12-01')).toBe(true);
  expect(isDay('2026-12')).toBe(false);
  expect(isDay('2026-02-30')).toBe(false);
  expect(isDay('')).toBe(false);
});

it('stays within the month it comes to', () => {
  expect(dayAfter(new Date(2026, 10, 12), 6)).toBe('2027-05-12');
  expect(dayAfter(new Date(2026, 7, 31), 6)).toBe('2027-02-28');
  expect(dayAfter(new Date(2026, 0, 31), 12)).toBe('2027-01-31');
});
