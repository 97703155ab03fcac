// What stands in the palette: the core's answers and our commands, as one list of entries in groups.
import type { Failure, PaletteAnswer } from '~/api/generated/surface';
import type { IconShape } from '~/components/Icon';
import type { ShortcutId } from '~/components/keys/shortcuts';
import type { PlainMessageId } from '~/i18n';

/** A part of a name, marked where the words hit. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** How an entry is drawn at its left. */
export type Mark =
  { kind: 'organisation' | 'subunit' | 'person'; initials: string } | { kind: 'icon'; icon: IconShape };

/** One line that can be chosen. */
export interface Entry {
  id: string;
  title: Piece[];
  note?: string;
  mark: Mark;
  key?: ShortcutId;
  /** Enter. */
  run: () => void;
  /** Ctrl+Enter, where it is something else. */
  other?: () => void;
}

/** What is said instead of, or above, the lines. */
export interface Remark {
  what: string;
  means: string;
}

/** Lines under one heading. */
export interface Group {
  key: 'recognised' | 'organisations' | 'commands' | 'requests' | 'systemUsers';
  label: PlainMessageId | null;
  entries: Entry[];
}

/** Cuts a name at its hits (start and length, in UTF-16 units, as JavaScript counts). */
export function pieces(name: string, hits: readonly [number, number][]): Piece[] {
  const out: Piece[] = [];
  let at = 0;
  for (const [start, length] of [...hits].sort((a, b) => a[0] - b[0])) {
    if (start < at || length <= 0) continue;
    if (start > at) out.push({ text: name.slice(at, start), hit: false });
    out.push({ text: name.slice(start, start + length), hit: true });
    at = start + length;
  }
  if (at < name.length) out.push({ text: name.slice(at), hit: false });
  return out;
}

/** Where a text stands in a title of ours, whatever its case. */
export function hitsIn(title: string, text: string): [number, number][] {
  const needle = text.trim().toLocaleLowerCase('nb');
  if (needle === '') return [];
  const start = title.toLocaleLowerCase('nb').indexOf(needle);
  return start < 0 ? [] : [[start, needle.length]];
}

/** The failure of a recognised link that cannot be used. */
export function badLink(answer: PaletteAnswer | undefined): Failure | null {
  return answer?.recognised?.kind === 'bad_link' ? answer.recognised.failure : null;
}
