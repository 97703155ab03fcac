import { fireEvent, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IDLE_MS, useWhenIdle } from './useArrivals';

function Waiting({ waiting, run }: { waiting: boolean; run: () => void }) {
  useWhenIdle(waiting, run);
  return null;
}

describe('what waits for nobody to be there', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is done once nothing was touched for a while, and not before', () => {
    const run = vi.fn<() => void>();
    render(<Waiting waiting run={run} />);
    vi.advanceTimersByTime(IDLE_MS - 1);
    fireEvent.pointerMove(window);
    vi.advanceTimersByTime(IDLE_MS - 1);
    fireEvent.keyDown(window);
    vi.advanceTimersByTime(IDLE_MS - 1);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledOnce();
  });

  it('is not done when there is nothing to do', () => {
    const run = vi.fn<() => void>();
    render(<Waiting waiting={false} run={run} />);
    vi.advanceTimersByTime(2 * IDLE_MS);
    expect(run).not.toHaveBeenCalled();
  });
});
