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
