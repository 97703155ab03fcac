import { expect, it } from 'vitest';
import { nextSize } from './zoom';

it('goes from size to size, and stays at the ends', () => {
  expect(nextSize(100, 'larger')).toBe(110);
  expect(nextSize(100, 'smaller')).toBe(90);
  expect(nextSize(400, 'larger')).toBe(400);
  expect(nextSize(50, 'smaller')).toBe(50);
});

it('comes back among the sizes from one that is none of them', () => {
  expect(nextSize(105, 'larger')).toBe(110);
  expect(nextSize(105, 'smaller')).toBe(100);
  expect(nextSize(7, 'larger')).toBe(50);
});
