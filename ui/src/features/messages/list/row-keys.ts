// What keys mean on a row of messages, in every list of them.
import type { KeyboardEvent } from 'react';
import type { FilingKey } from '../folders';

/** The letter that was pressed by itself, where letters act. */
export function letterOf(event: KeyboardEvent, letters: boolean): string | null {
  const alone = letters && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  return alone ? event.key.toLowerCase() : null;
}

/** The key of filing that was pressed. */
export function filingKeyOf(event: KeyboardEvent, letters: boolean): FilingKey | null {
  if (event.key === 'Delete' && !event.ctrlKey && !event.metaKey) return 'bin';
  const letter = letterOf(event, letters);
  return letter === 'e' ? 'archive' : letter === 'u' ? 'unread' : null;
}
