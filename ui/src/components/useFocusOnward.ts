import { useLayoutEffect, type RefObject } from 'react';
import { moveFocusSoon } from './focus';

/** Where one goes on when a part of `around` is gone: a list that is there now, else the heading. */
function placeIn(around: Element): HTMLElement | null {
  const within = (selector: string) => around.querySelector<HTMLElement>(selector);
  if (around.matches('details')) return within('summary');
  const heading = within('h1[tabindex], h2[tabindex]');
  return around.matches('[data-reader], dialog') ? heading : (within('[data-pane-focus]') ?? heading);
}

/**
 * Passes the focus on when an element goes with the button in it that had the focus: to what came in its pane, to the
 * line that unfolds it, or to `place` (keep it stable). Never takes the focus from anything else.
 */
export function useFocusOnward(
  element: RefObject<HTMLElement | null>,
  place?: () => HTMLElement | null | undefined,
): void {
  useLayoutEffect(() => {
    const going = element.current;
    return () => {
      if (!going?.contains(document.activeElement)) return;
      if (place) {
        moveFocusSoon(place);
        return;
      }
      const around = going.closest('details, dialog, [data-pane]');
      if (around) moveFocusSoon(() => placeIn(around) ?? (around instanceof HTMLElement ? around : null));
    };
  }, [element, place]);
}
