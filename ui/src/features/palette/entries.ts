// What stands in the palette: the core's answers and our commands, as one list of entries in groups.
import type { IconShape } from '~/components/Icon';
import type { ShortcutId } from '~/components/keys/shortcuts';
import type { Piece } from '~/components/pieces';
import type { PlainMessageId } from '~/i18n';

/** How an entry is drawn at its left. */
export type Mark =
  | { kind: 'organisation' | 'subunit' | 'person'; initials: string }
  | { kind: 'owner'; letters: string }
  | { kind: 'icon'; icon: IconShape };

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
  key: 'recognised' | 'organisations' | 'groups' | 'commands' | 'requests' | 'systemUsers' | 'messages';
  label: PlainMessageId | null;
  entries: Entry[];
}

/** Where a text stands in a title of ours, whatever its case. */
export function hitsIn(title: string, text: string): [number, number][] {
  const needle = text.trim().toLocaleLowerCase('nb');
  if (needle === '') return [];
  const start = title.toLocaleLowerCase('nb').indexOf(needle);
  return start < 0 ? [] : [[start, needle.length]];
}
