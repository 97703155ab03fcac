import { expect, it } from 'vitest';
import { secondsUntil } from './useSecondsUntil';

const at = '2026-11-12T13:32:10.000Z';
const then = Date.parse(at);

it('rounds up, so that zero means over', () => {
  expect(secondsUntil(at, then - 10_000)).toBe(10);
  expect(secondsUntil(at, then - 9_001)).toBe(10);
  expect(secondsUntil(at, then - 1)).toBe(1);
  expect(secondsUntil(at, then)).toBe(0);
});

it('never goes below zero, and is zero without a moment', () => {
  expect(secondsUntil(at, then + 5_000)).toBe(0);
  expect(secondsUntil(null, then)).toBe(0);
});
