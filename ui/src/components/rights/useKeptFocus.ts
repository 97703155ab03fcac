import { useEffect, useRef, type FocusEvent, type RefObject } from 'react';
import { moveFocus } from '../focus';

/** What to spread on the place whose inside changes. */
export interface FocusPlace {
  ref: RefObject<HTMLDivElement | null>;
  tabIndex: -1;
  onFocus: () => void;
  onBlur: (event: FocusEvent) => void;
}

/**
 * Keeps the focus in a place whose buttons come and go. When the focused one is gone, the focus goes to the element
 * with `data-step={back}` if it is there, else to the place itself: never to a button that was not asked for, which
 * the same key press could hit.
 */
export function useKeptFocus(state: string, back: string | null): FocusPlace {
  const ref = useRef<HTMLDivElement>(null);
  const inside = useRef(false);
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    if (!inside.current || document.activeElement !== document.body) return;
    const button = back === null ? null : ref.current?.querySelector<HTMLElement>(`[data-step="${back}"]`);
    moveFocus(button ?? ref.current);
  }, [state, back]);
  return {
    ref,
    tabIndex: -1,
    onFocus: () => {
      inside.current = true;
    },
    onBlur: ({ relatedTarget }) => {
      // An element that is taken away has nothing that the focus goes to.
      if (relatedTarget !== null && !ref.current?.contains(relatedTarget)) inside.current = false;
    },
  };
}
