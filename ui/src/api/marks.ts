// Marks for the trace: how long the window took. No personal data in a mark.
import type { Host } from '~/host/types';

/** Names that the core writes down. */
export type MarkName = 'ui_ready' | 'first_rows' | 'palette' | 'search' | 'switch_party';

const once = new Set<MarkName>();

/** Sends a mark; `ms` is how long it took, or nothing for a moment. A lost mark is no harm. */
export function mark(host: Host, name: MarkName, ms: number | null = null): void {
  void host
    .call('ui_mark', { name, ms: ms === null ? null : Math.round(ms * 10) / 10 })
    .catch(() => undefined);
}

/** The same, but only the first time in the life of the window. */
export function markOnce(host: Host, name: MarkName): void {
  if (once.has(name)) return;
  once.add(name);
  mark(host, name);
}

/** Runs after the next frame is painted: the moment at which a person sees the change. */
export function afterPaint(run: () => void): void {
  requestAnimationFrame(() => setTimeout(run, 0));
}
