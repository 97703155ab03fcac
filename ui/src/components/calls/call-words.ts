// What the kinds of call are called. A kind that has no words yet is shown by its own name.
import { useWords, type MessageId } from '~/i18n';

/** The name of a kind of call in words. */
export function callWords(t: ReturnType<typeof useWords>, kind: string): string {
  const id = `calls.${kind}`;
  return t.has(id) ? t.withAll(id satisfies MessageId, {}) : kind.replaceAll('_', ' ');
}
