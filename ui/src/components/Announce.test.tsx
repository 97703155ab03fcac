import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Announce } from './Announce';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const pass = (ms: number) => {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
};

it('says what stands when typing has stopped, not what came with every letter', () => {
  const { rerender } = render(<Announce text="12 treff" />);
  const said = () => screen.getByRole('status').textContent;
  pass(400);
  rerender(<Announce text="3 treff" />);
  pass(400);
  expect(said()).toBe('');
  pass(100);
  expect(said()).toBe('3 treff');
});
