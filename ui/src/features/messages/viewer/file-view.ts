// How the bytes of an attachment are shown. What they are is read from the bytes themselves: a name or a media type
// may say anything.
import type { AttachmentBytes } from '~/api/generated/surface';

/** From so many characters on, a text is cut: the page would grow slow, and nobody reads it here. */
export const TEXT_LIMIT = 500_000;

/** A file as it is drawn. */
export type FileView =
  | { kind: 'pdf'; bytes: Uint8Array }
  | { kind: 'picture'; address: string }
  | { kind: 'text'; text: string; cut: boolean }
  | { kind: 'none' };

/** First bytes of the kinds that can be shown; a drawing in SVG is text, and is shown as that. */
const pictures: readonly [string, RegExp][] = [
  ['image/png', /^\u0089PNG\r\n\u001a\n/],
  ['image/jpeg', /^\u00ff\u00d8\u00ff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
];

/**
 * A PDF may begin with something else. Not written as it stands in a file: the window tells the kinds of its own program
 * files by their first bytes as well, and would take this one for a PDF.
 */
const pdf = /[%]PDF-/;

/** A text in UTF-8, else in the old encoding of Windows, which every byte sequence is one of. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** How a file is shown. */
export function fileView({ base64 }: Pick<AttachmentBytes, 'base64'>): FileView {
  const raw = atob(base64);
  const head = raw.slice(0, 1024);
  if (pdf.test(head)) return { kind: 'pdf', bytes: Uint8Array.from(raw, (one) => one.charCodeAt(0)) };
  const picture = pictures.find(([, signature]) => signature.test(head));
  if (picture) return { kind: 'picture', address: `data:${picture[0]};base64,${base64}` };
  if (head.includes('\0')) return { kind: 'none' };
  const text = textOf(Uint8Array.from(raw, (one) => one.charCodeAt(0)));
  return { kind: 'text', text: text.slice(0, TEXT_LIMIT), cut: text.length > TEXT_LIMIT };
}
