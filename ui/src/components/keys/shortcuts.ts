// Every key of the program, in one list: F1 shows it, the palette teaches it, and the buttons draw their caps from it.
import type { PlainMessageId } from '~/i18n';

/** Headings of the help. */
export type ShortcutGroup = 'everywhere' | 'lists' | 'messages' | 'requests' | 'clients' | 'go';

/** A key, or several one after the other. */
export interface Shortcut {
  /** Chords in order: `Mod+K` (Ctrl, or Cmd on macOS), `F6`, `J`. */
  chords: readonly string[];
  /**
   * A printable letter: acts only while a list or a reader has focus (those that lead to a screen also in the rail), and
   * can be switched off (WCAG 2.1.4).
   */
  letter?: boolean;
  /** Acts only while a list or a reader has focus, though it is no letter. */
  inPane?: boolean;
  /** Other keys that do the same. */
  also?: readonly string[];
  /** Printable keys that do the same where letters act (see `letter`). */
  alsoLetters?: readonly string[];
  /** Where the key lies on other keyboards: acts, but is not drawn. */
  elsewhere?: readonly string[];
  /** Acts over a dialog as well. */
  overDialogs?: boolean;
  label: PlainMessageId;
  group: ShortcutGroup;
}

export const shortcuts = {
  palette: { chords: ['Mod+K'], overDialogs: true, label: 'keys.palette', group: 'everywhere' },
  paste: { chords: ['Mod+V'], label: 'keys.paste', group: 'everywhere' },
  undo: { chords: ['Mod+Z'], label: 'keys.undo', group: 'everywhere' },
  refresh: { chords: ['F5'], label: 'keys.refresh', group: 'everywhere' },
  find: { chords: ['Mod+F'], also: ['F3', 'Mod+E'], label: 'keys.find', group: 'everywhere' },
  nextPane: { chords: ['F6'], label: 'keys.nextPane', group: 'everywhere' },
  previousPane: { chords: ['Shift+F6'], label: 'keys.previousPane', group: 'everywhere' },
  help: { chords: ['F1'], alsoLetters: ['Shift+?'], label: 'keys.help', group: 'everywhere' },
  zoomIn: {
    chords: ['Mod++'],
    elsewhere: ['Mod+Shift++', 'Mod+='],
    overDialogs: true,
    label: 'keys.zoomIn',
    group: 'everywhere',
  },
  zoomOut: { chords: ['Mod+-'], overDialogs: true, label: 'keys.zoomOut', group: 'everywhere' },
  zoomUsual: { chords: ['Mod+0'], overDialogs: true, label: 'keys.zoomUsual', group: 'everywhere' },
  paneWidth: { chords: ['ArrowLeft'], also: ['ArrowRight'], label: 'keys.paneWidth', group: 'everywhere' },
  move: { chords: ['ArrowDown'], also: ['ArrowUp', 'J', 'K'], label: 'keys.move', group: 'lists' },
  open: { chords: ['Enter'], label: 'keys.open', group: 'lists' },
  leave: { chords: ['Escape'], label: 'keys.leave', group: 'lists' },
  firstLast: { chords: ['Home'], also: ['End'], label: 'keys.firstLast', group: 'lists' },
  listPage: { chords: ['PageDown'], also: ['PageUp'], label: 'keys.gridPage', group: 'lists' },
  scroll: { chords: ['Space'], also: ['Shift+Space'], label: 'keys.scroll', group: 'lists' },
  rowMenu: { chords: ['Shift+F10'], inPane: true, label: 'keys.rowMenu', group: 'messages' },
  archive: { chords: ['E'], letter: true, label: 'keys.archive', group: 'messages' },
  bin: { chords: ['Delete'], inPane: true, label: 'keys.bin', group: 'messages' },
  unread: { chords: ['U'], letter: true, label: 'keys.unread', group: 'messages' },
  nextUnread: { chords: ['N'], letter: true, label: 'keys.nextUnread', group: 'messages' },
  mark: { chords: ['X'], letter: true, label: 'keys.mark', group: 'messages' },
  markMore: {
    chords: ['Shift+ArrowDown'],
    also: ['Shift+ArrowUp'],
    inPane: true,
    label: 'keys.markMore',
    group: 'messages',
  },
  markAll: { chords: ['Mod+A'], inPane: true, label: 'keys.markAll', group: 'messages' },
  unmark: { chords: ['Escape'], inPane: true, label: 'keys.unmark', group: 'messages' },
  print: { chords: ['Mod+P'], label: 'keys.print', group: 'messages' },
  approve: { chords: ['Mod+Enter'], label: 'keys.approve', group: 'requests' },
  next: { chords: ['N'], letter: true, label: 'keys.next', group: 'requests' },
  dismiss: { chords: ['Delete'], inPane: true, label: 'keys.dismiss', group: 'requests' },
  pasteNumbers: { chords: ['Mod+V'], inPane: true, label: 'keys.pasteNumbers', group: 'clients' },
  gridMark: { chords: ['X'], also: ['Space'], inPane: true, label: 'keys.gridMark', group: 'clients' },
  gridMore: {
    chords: ['Shift+ArrowDown'],
    also: ['Shift+ArrowUp'],
    inPane: true,
    label: 'keys.gridMore',
    group: 'clients',
  },
  gridAll: { chords: ['Mod+A'], inPane: true, label: 'keys.gridAll', group: 'clients' },
  gridClear: { chords: ['Escape'], inPane: true, label: 'keys.unmark', group: 'clients' },
  gridMove: {
    chords: ['ArrowRight'],
    also: ['ArrowLeft'],
    inPane: true,
    label: 'keys.gridMove',
    group: 'clients',
  },
  gridCell: { chords: ['Enter'], inPane: true, label: 'keys.gridCell', group: 'clients' },
  gridRow: { chords: ['Home'], also: ['End'], inPane: true, label: 'keys.gridRow', group: 'clients' },
  gridEnds: {
    chords: ['Mod+Home'],
    also: ['Mod+End'],
    inPane: true,
    label: 'keys.gridEnds',
    group: 'clients',
  },
  gridPage: {
    chords: ['PageDown'],
    also: ['PageUp'],
    inPane: true,
    label: 'keys.gridPage',
    group: 'clients',
  },
  startJob: { chords: ['Mod+Enter'], label: 'keys.startJob', group: 'clients' },
  goInbox: { chords: ['G', 'I'], letter: true, label: 'keys.goInbox', group: 'go' },
  goDeadlines: { chords: ['G', 'F'], letter: true, label: 'keys.goDeadlines', group: 'go' },
  goApprovals: { chords: ['G', 'G'], letter: true, label: 'keys.goApprovals', group: 'go' },
  goSystemUsers: { chords: ['G', 'S'], letter: true, label: 'keys.goSystemUsers', group: 'go' },
  goClients: { chords: ['G', 'K'], letter: true, label: 'keys.goClients', group: 'go' },
  goOrganisations: { chords: ['G', 'V'], letter: true, label: 'keys.goOrganisations', group: 'go' },
  goActivity: { chords: ['G', 'A'], letter: true, label: 'keys.goActivity', group: 'go' },
} as const satisfies Record<string, Shortcut>;

/** Names of the keys. */
export type ShortcutId = keyof typeof shortcuts;

/** The shortcut of a name, in its general shape. */
export function shortcut(id: ShortcutId): Shortcut {
  return shortcuts[id];
}

/** A key as `aria-keyshortcuts` wants it, in the engine's own names; nothing where letters are off and it is one. */
export function ariaKeys(
  id: ShortcutId,
  { letters, mac }: { letters: boolean; mac: boolean },
): string | undefined {
  const { chords, letter = false } = shortcut(id);
  if (letter && !letters) return undefined;
  return chords.map((chord) => chord.replace('Mod', mac ? 'Meta' : 'Control')).join(' ');
}

/** Which chord an event is, or nothing while a character is being composed or AltGr is held. */
export function chordOf(event: KeyboardEvent, mac: boolean): string | null {
  if (event.isComposing || event.getModifierState('AltGraph')) return null;
  const mod = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  // Ctrl+Alt is AltGr on Windows, so nothing is bound to it.
  if (event.altKey || other) return null;
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return `${mod ? 'Mod+' : ''}${event.shiftKey ? 'Shift+' : ''}${key}`;
}

/** Whether typing goes into what has the focus. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]') !== null
  );
}
