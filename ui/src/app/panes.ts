import { isShown } from '~/components/visible';

// F6: from one part of the window to the next, as Outlook and Windows do.

/** The parts in reading order, those that can be seen. */
function panes(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(isShown);
}

/** Where one goes on in the screen that is shown: in its list, or at its title where there is none. */
export function placeInSheet(): HTMLElement | null {
  const sheet = document.getElementById('sheet');
  const shown = (selector: string) =>
    [...(sheet?.querySelectorAll<HTMLElement>(selector) ?? [])].find(isShown);
  return shown('[data-pane-focus]') ?? shown('h1') ?? sheet;
}

/** Moves the focus to the next (1) or the previous (-1) part. */
export function focusPane(step: 1 | -1): void {
  const all = panes();
  const now = all.findIndex((pane) => pane.contains(document.activeElement));
  const next = all[(now + step + all.length) % all.length];
  if (!next) return;
  const inside =
    next.querySelector<HTMLElement>('[data-pane-focus]') ??
    next.querySelector<HTMLElement>('h1[tabindex], [aria-current="page"], a[href], button');
  (inside ?? next).focus({ preventScroll: true });
}
