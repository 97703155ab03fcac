import { useSyncExternalStore } from 'react';

/** Whole seconds left until a moment (RFC 3339), counting down to 0; 0 when there is none. */
export function useSecondsUntil(at: string | null): number {
  return useSyncExternalStore(
    (changed) => {
      if (at === null) return () => undefined;
      const timer = window.setInterval(changed, 250);
      return () => {
        window.clearInterval(timer);
      };
    },
    () => secondsUntil(at, Date.now()),
  );
}

/** Whole seconds from now to then, never below 0. */
export function secondsUntil(at: string | null, now: number): number {
  return at === null ? 0 : Math.max(0, Math.ceil((Date.parse(at) - now) / 1000));
}
