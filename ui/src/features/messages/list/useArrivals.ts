import { useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { MessageList } from '~/api/message-rows';
import { useRead } from '~/api/queries';

/** How long nothing is touched before what came in is shown by itself. */
export const IDLE_MS = 30_000;

/** What tells that somebody is there. */
const signs = ['pointermove', 'pointerdown', 'wheel', 'keydown'] as const;

/**
 * The arrival that a list is of: what had come in when it began to be shown. Later arrivals wait behind a pill, so that
 * nothing moves under the pointer or the active row, and «all that match» are those that were there. `takeIn` goes on to
 * an arrival.
 */
export function useAsOf(asked: unknown): { asOf: number; takeIn: (arrival: number) => void } {
  const { data: status } = useRead('status', {});
  const latest = status?.arrivals;
  const begin = { asked, asOf: latest ?? 0, known: latest !== undefined };
  const [of, setOf] = useState(begin);
  // Another list begins with all that is there; and one that was there before it was known how much that is.
  if (of.asked !== asked || (!of.known && begin.known)) setOf(begin);
  const takeIn = useCallback((arrival: number) => {
    setOf((now) => ({ ...now, asOf: arrival }));
  }, []);
  return { asOf: of.asOf, takeIn };
}

/** The list as of what had come in when it began to be shown. */
export function useListAsOf(asked: MessageList): { list: MessageList; takeIn: (arrival: number) => void } {
  const { asOf, takeIn } = useAsOf(asked);
  const list = useMemo(() => ({ ...asked, asOf }), [asked, asOf]);
  return { list, takeIn };
}

/** Does something once, when nothing has been touched for a while. */
export function useWhenIdle(waiting: boolean, run: () => void): void {
  const onIdle = useEffectEvent(run);
  useEffect(() => {
    if (!waiting) return;
    let timer = 0;
    const begin = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        onIdle();
      }, IDLE_MS);
    };
    begin();
    for (const sign of signs) window.addEventListener(sign, begin, { passive: true });
    return () => {
      window.clearTimeout(timer);
      for (const sign of signs) window.removeEventListener(sign, begin);
    };
  }, [waiting]);
}
