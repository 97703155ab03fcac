// Tells the core that somebody is there: messages are read more often then, and at once for who comes back. And whether
// the window is in view: the open message is followed only meanwhile.
import type { Host } from '~/host/types';

/** What is done by hand: reading is scrolling and turning, too. */
const ACTS = ['pointerdown', 'keydown', 'wheel'] as const;

/** Between two tellings that somebody works on. */
const PAUSE_MS = 60_000;

/** Tells from now on; gives what ends it. A telling that is lost is no harm. */
export function tellPresence(host: Host): () => void {
  let told: number | null = null;
  const tell = (focused: boolean) => {
    told = performance.now();
    void host.call('window_used', { focused }).catch(() => undefined);
  };
  const acts = () => {
    if (told === null || performance.now() - told >= PAUSE_MS) tell(false);
  };
  const comes = () => {
    tell(true);
  };
  const ended = new AbortController();
  const { signal } = ended;
  window.addEventListener('focus', comes, { signal });
  for (const act of ACTS) window.addEventListener(act, acts, { capture: true, passive: true, signal });
  return () => {
    ended.abort();
  };
}

/** Tells from now on whether the window is in view, each time that this changes; gives what ends it. */
export function tellShown(host: Host): () => void {
  const ended = new AbortController();
  const tell = () => {
    void host.call('window_shown', { shown: document.visibilityState === 'visible' }).catch(() => undefined);
  };
  document.addEventListener('visibilitychange', tell, { signal: ended.signal });
  return () => {
    ended.abort();
  };
}
