/**
 * Puts everything but what lies above the window's page to rest, or wakes it: half covered, nothing under it can be
 * aimed at, and a press beside it only closes it.
 */
export function rest(asleep: boolean): void {
  const root = document.getElementById('root');
  if (root) root.inert = asleep;
}
