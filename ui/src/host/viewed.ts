// The address of a window that shows an attachment: a fragment, which stays inside the window.
import type { Viewed } from './types';

/** `view=…&attachment=…&name=…`, and `transmission=…` where a transmission holds it. */
export function viewedFragment({ of, name }: Viewed): string {
  const parts = new URLSearchParams({ view: of.id, attachment: of.attachmentId, name });
  if (of.transmissionId !== null) parts.set('transmission', of.transmissionId);
  return parts.toString();
}

/** Reads what a window shows from its fragment; null in the main window. */
export function viewedFrom(fragment: string): Viewed | null {
  const parts = new URLSearchParams(fragment.replace(/^#/, ''));
  const [id, attachmentId, name] = [parts.get('view'), parts.get('attachment'), parts.get('name')];
  if (id === null || attachmentId === null || name === null) return null;
  return { of: { id, transmissionId: parts.get('transmission'), attachmentId }, name };
}
