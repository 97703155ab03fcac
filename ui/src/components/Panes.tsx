// What the parts of a split screen know of each other: the list can send the focus to the reader, and back.
import { createContext, use } from 'react';

/** The two panes of a screen. */
export interface Panes {
  /** Moves the focus to the reader's title. */
  focusReader: () => void;
  /** Moves the focus to the list. */
  focusList: () => void;
  /** Scrolls the reader by most of its height. */
  scrollReader: (down: boolean) => void;
}

export const PanesContext = createContext<Panes | null>(null);

/** The panes around, if any. */
export function usePanes(): Panes | null {
  return use(PanesContext);
}
