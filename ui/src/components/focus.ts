// Moving the focus from code. Engines draw their ring for it by rules of their own; WebKit draws it also when the
// person only used the pointer. We tell them: a ring after a key, none after a press.

/** What the person used last, on the document itself (kept by `useInputKind`). */
const kind = 'inputKind';

/** Notes whether the person last used a key or the pointer. */
export function noteInput(used: 'keys' | 'pointer'): void {
  document.documentElement.dataset[kind] = used;
}

/** Moves the focus; the ring shows unless the pointer led here. */
export function moveFocus(element: HTMLElement | null | undefined, options?: FocusOptions): void {
  element?.focus({ ...options, focusVisible: document.documentElement.dataset[kind] !== 'pointer' });
}

/**
 * Moves the focus once the page has been drawn. Frames may be late and people quick: what somebody has turned to in
 * the meantime keeps the focus, or the key that is pressed next would go astray. Gives the undoing.
 */
export function moveFocusSoon(to: () => HTMLElement | null | undefined): () => void {
  const before = document.activeElement;
  const frame = requestAnimationFrame(() => {
    const now = document.activeElement;
    if (now === before || now === document.body) moveFocus(to(), { preventScroll: true });
  });
  return () => {
    cancelAnimationFrame(frame);
  };
}
