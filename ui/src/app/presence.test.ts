import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryHost } from '~/host/memory';
import { tellPresence, tellShown } from './presence';

describe('what the core is told of who is there', () => {
  let end: () => void = () => undefined;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] });
  });
  afterEach(() => {
    end();
    vi.useRealTimers();
  });

  function told() {
    const host = memoryHost({ window_used: () => ({}) });
    end = tellPresence(host);
    return () => host.calls.map(({ input }) => input);
  }

  it('is once a minute that somebody works, whatever is done', () => {
    const inputs = told();
    window.dispatchEvent(new Event('keydown'));
    window.dispatchEvent(new Event('wheel'));
    vi.advanceTimersByTime(59_000);
    window.dispatchEvent(new Event('pointerdown'));
    expect(inputs()).toEqual([{ focused: false }]);
    vi.advanceTimersByTime(1_000);
    window.dispatchEvent(new Event('wheel'));
    expect(inputs()).toEqual([{ focused: false }, { focused: false }]);
  });

  it('is each time that somebody comes back to the window', () => {
    const inputs = told();
    window.dispatchEvent(new Event('focus'));
    window.dispatchEvent(new Event('keydown'));
    window.dispatchEvent(new Event('focus'));
    expect(inputs()).toEqual([{ focused: true }, { focused: true }]);
  });

  it('is nothing any more once that is ended', () => {
    const inputs = told();
    end();
    window.dispatchEvent(new Event('focus'));
    window.dispatchEvent(new Event('keydown'));
    expect(inputs()).toEqual([]);
  });
});

describe('what the core is told of the window', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('is that it was hidden and that it is in view again, until that is ended', () => {
    const host = memoryHost({ window_shown: () => ({}) });
    const end = tellShown(host);
    const becomes = (state: DocumentVisibilityState) => {
      vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
      document.dispatchEvent(new Event('visibilitychange'));
    };
    becomes('hidden');
    becomes('visible');
    end();
    becomes('hidden');
    expect(host.calls).toEqual([
      { name: 'window_shown', input: { shown: false } },
      { name: 'window_shown', input: { shown: true } },
    ]);
  });
});
