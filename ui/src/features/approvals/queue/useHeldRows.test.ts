import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { QueueRow } from '~/api/generated/surface';
import { useHeldRows } from './useHeldRows';

const rows = (...keys: string[]) => keys.map((key) => ({ key }) as QueueRow);
interface Props {
  now: QueueRow[];
  over: boolean;
  filling?: boolean;
  open?: string;
}
function hold(first: QueueRow[], over: boolean, filling = false) {
  const initialProps: Props = { now: first, over, filling };
  return renderHook(
    ({ now, over, filling = false, open }: Props) => useHeldRows(now, { over, filling }, open ?? null),
    { initialProps },
  );
}
const keysOf = (shown: QueueRow[]) => shown.map(({ key }) => key);

it('lets the first rows in, whatever the pointer does', () => {
  const { result, rerender } = hold([], true);
  rerender({ now: rows('a', 'b'), over: true });
  expect(keysOf(result.current.rows)).toEqual(['a', 'b']);
});

it('holds new rows back under the pointer, and lets them in on request', () => {
  const { result, rerender } = hold(rows('a'), true);
  rerender({ now: rows('c', 'b', 'a'), over: true });
  expect(keysOf(result.current.rows)).toEqual(['a']);
  expect(result.current.held).toBe(2);
  act(() => {
    result.current.release();
  });
  expect(keysOf(result.current.rows)).toEqual(['c', 'b', 'a']);
  expect(result.current.held).toBe(0);
});

it('lets them in by itself once the pointer is elsewhere', () => {
  const { result, rerender } = hold(rows('a'), true);
  rerender({ now: rows('b', 'a'), over: true });
  rerender({ now: rows('b', 'a'), over: false });
  rerender({ now: rows('b', 'a'), over: true });
  expect(keysOf(result.current.rows)).toEqual(['b', 'a']);
});

it('never holds back what was opened on purpose, nor keeps what is gone', () => {
  const { result, rerender } = hold(rows('a', 'x'), true);
  rerender({ now: rows('pasted', 'a'), over: true, open: 'pasted' });
  expect(keysOf(result.current.rows)).toEqual(['pasted', 'a']);
  rerender({ now: rows('pasted', 'a'), over: true });
  expect(keysOf(result.current.rows)).toEqual(['pasted', 'a']);
});

it('holds nothing while the list is read for the first time, nor what its end brings', () => {
  const { result, rerender } = hold(rows('a'), true, true);
  rerender({ now: rows('b', 'a'), over: true, filling: true });
  expect(keysOf(result.current.rows)).toEqual(['b', 'a']);
  rerender({ now: rows('c', 'b', 'a'), over: true });
  expect(keysOf(result.current.rows)).toEqual(['c', 'b', 'a']);
  rerender({ now: rows('d', 'c', 'b', 'a'), over: true });
  expect(keysOf(result.current.rows)).toEqual(['c', 'b', 'a']);
  expect(result.current.held).toBe(1);
});
