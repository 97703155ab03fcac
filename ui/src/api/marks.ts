// Marks for the trace: how long the window took. No personal data in a mark.
import { useEffect, useRef } from 'react';
import type { Host } from '~/host/types';
import { useHost } from './host';

/** Names that the core writes down. */
export type MarkName =
  'ui_ready' | 'first_rows' | 'palette' | 'search' | 'switch_party' | 'matrix' | 'matrix_filter';

/** When the person last pressed something, by key or pointer; `null` before the first time. */
let actedAt: number | null = null;
/** What was marked already, by the window's host. */
const once = new WeakMap<Host, Set<MarkName>>();

/** Sends a mark; `ms` is how long it took, or nothing for a moment. A lost mark is no harm. */
export function mark(host: Host, name: MarkName, ms: number | null = null): void {
  void host
    .call('ui_mark', { name, ms: ms === null ? null : Math.round(ms * 10) / 10 })
    .catch(() => undefined);
}

/** The same, but only the first time in the life of the window. */
export function markOnce(host: Host, name: MarkName): void {
  const marked = once.get(host) ?? new Set();
  if (marked.has(name)) return;
  once.set(host, marked.add(name));
  mark(host, name);
}

/** Runs after the next frame is painted: the moment at which a person sees the change. */
export function afterPaint(run: () => void): void {
  requestAnimationFrame(() => setTimeout(run, 0));
}

/** Notes from now on when the person presses something: there begins the time of an answer. */
export function noteActs(): void {
  const note = (event: Event) => {
    actedAt = event.timeStamp;
  };
  window.addEventListener('keydown', note, true);
  window.addEventListener('click', note, true);
}

/**
 * Marks how long answers took, each once: from the act that asked for it until it was painted. `asked` is another value
 * for every other question, `answered` whether what is drawn is its answer. `first` is the name for the first answer of a
 * screen, `then` for those that follow.
 */
export function useAnswerMarks(
  asked: unknown,
  answered: boolean,
  { first, then }: { first?: MarkName; then: MarkName },
): void {
  const host = useHost();
  const marked = useRef<{ asked: unknown } | null>(null);
  useEffect(() => {
    if (!answered || marked.current?.asked === asked) return;
    const name = marked.current === null ? first : then;
    marked.current = { asked };
    const start = actedAt;
    if (name === undefined || start === null) return;
    afterPaint(() => {
      mark(host, name, performance.now() - start);
    });
  }, [host, asked, answered, first, then]);
}
