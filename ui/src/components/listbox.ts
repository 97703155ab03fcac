// What a virtual list is told, and what it can be asked.
import type { KeyboardEvent, MouseEvent, ReactNode, Ref } from 'react';
import type { MenuPlace } from './menu/ContextMenu';

/** A heading over neighbouring rows. */
export interface RowGroup {
  key: string;
  label: string;
  count?: number;
}

/** A group whose place in the list is known, loaded or not. */
export interface PlacedGroup extends RowGroup {
  /** Place of its first row. */
  first: number;
}

/** What a parent may do with the list. */
export interface ListboxHandle {
  focus(): void;
  /** Scrolls to the first row and makes it the active one. */
  toTop(): void;
  /** Whether it is at its top, and not under the pointer: new rows would move nothing that one aims at. */
  isAtRest(): boolean;
}

export interface VirtualListboxProps<T> {
  /** Name of the list, best with its count. */
  label: string;
  /** How many rows there are, loaded or not. */
  count: number;
  /** There are more rows than `count`: it grows as the list is scrolled. */
  grows?: boolean;
  /** The row at a place, if it is loaded. */
  rowAt: (index: number) => T | undefined;
  rowKey: (row: T) => string;
  /** The whole row in words, in a fixed order: for those who do not see it. */
  rowName: (row: T) => string;
  /** Usual height of a row, px at a root of 16; a row that needs more (text spacing) grows. */
  rowHeight: number;
  renderRow: (row: T, state: { active: boolean; selected: boolean }) => ReactNode;
  /** Which row is open. */
  selectedKey: string | null;
  /** Where it stands, when it may not be among the loaded rows: for lists that load by windows. */
  selectedIndex?: number | undefined;
  /** The active row moved by key; with Shift held, the marks are meant to follow. */
  onMove?: (row: T, index: number, extend: boolean) => void;
  /** Enter, and a click or a double click (see `onPress`). */
  onOpen: (row: T, index: number) => void;
  /** A click, where it is something else than opening; opening then takes a double click. */
  onPress?: (row: T, index: number, event: MouseEvent) => void;
  /** The rows that are marked, while several are; `undefined` where rows cannot be marked. */
  isMarked?: ((row: T) => boolean) | null;
  /** The group of a row; a head is drawn where it changes. */
  groupOf?: (row: T) => RowGroup;
  /** The groups by their place, in order: for lists that load by windows. */
  groups?: readonly PlacedGroup[];
  /** Where a key stands among the loaded rows, or -1: for long lists that load by windows. */
  indexOfKey?: (key: string) => number;
  /** Which rows are wanted, first and last: for lists that load by windows. */
  onRange?: (first: number, last: number) => void;
  /** A menu is wanted for a row: by the other button of the mouse, the menu key or Shift+F10. */
  onMenu?: (row: T, index: number, at: MenuPlace) => void;
  /** Buttons over the row under the pointer. */
  overlay?: (row: T) => ReactNode;
  /** Other keys on the active row; true when handled. */
  onRowKey?: (row: T, event: KeyboardEvent, index: number) => boolean;
  /** An accent bar at the selected row's edge. */
  bar?: boolean;
  ref?: Ref<ListboxHandle>;
}
