// A list of any length as one tab stop: only the rows in sight are in the page, the focus stays on the list, and
// `aria-activedescendant` tells which row is meant. No control ever stands inside a row; buttons that float over one
// are siblings (`overlay`), for the mouse, and everything they do can be done elsewhere by key.
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { useHost } from '~/api/host';
import { afterPaint, markOnce } from '~/api/marks';
import { moveFocus } from './focus';
import { isField } from './keys/shortcuts';
import { useKeyboard } from './keys/ShortcutProvider';
import type { RowGroup, VirtualListboxProps } from './listbox';
import type { MenuPlace } from './menu/ContextMenu';
import { usePanes } from './Panes';
import { rootScale } from './root-scale';
import styles from './VirtualListbox.module.css';

export type { ListboxHandle, RowGroup } from './listbox';

/** Height of a group's head, px at a root of 16. */
const HEAD = 26;

export function VirtualListbox<T>({
  label,
  count,
  grows = false,
  rowAt,
  rowKey,
  rowName,
  rowHeight,
  renderRow,
  selectedKey,
  selectedIndex,
  onMove,
  onOpen,
  onPress,
  isMarked,
  groupOf,
  groups,
  indexOfKey,
  onRange,
  overlay,
  onMenu,
  onRowKey,
  bar = true,
  ref,
}: VirtualListboxProps<T>) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const { letters } = useKeyboard();
  const panes = usePanes();
  const host = useHost();
  const [place, setPlace] = useState<{ index: number; key: string | null }>({ index: 0, key: null });
  const [hovered, setHovered] = useState<number | null>(null);

  // Where the active row is now: rows may have come or gone since it was set. If it is gone, its place stays.
  const keyAt = (index: number) => {
    const row = rowAt(index);
    return row === undefined ? null : rowKey(row);
  };
  const indexOf = (key: string | null) => {
    if (key === null) return -1;
    if (keyAt(place.index) === key) return place.index;
    if (indexOfKey) return indexOfKey(key);
    for (let index = 0; index < count; index++) if (keyAt(index) === key) return index;
    return -1;
  };
  const found = indexOf(place.key);
  const active = count === 0 ? -1 : found >= 0 ? found : Math.min(place.index, count - 1);

  // Opening a row elsewhere (a link, the palette) makes it the active one.
  const [known, setKnown] = useState<string | null>(null);
  if (selectedKey !== known) {
    const loaded = indexOf(selectedKey);
    const index = loaded >= 0 || selectedKey === null ? loaded : (selectedIndex ?? -1);
    if (selectedKey === null || index >= 0) {
      setKnown(selectedKey);
      if (index >= 0) setPlace({ index, key: selectedKey });
    }
  }

  const placed = useMemo(() => new Map(groups?.map((group) => [group.first, group])), [groups]);
  const groupAt = (index: number): RowGroup | undefined => {
    if (groups) return placed.get(index);
    const row = rowAt(index);
    if (!groupOf || row === undefined) return undefined;
    const group = groupOf(row);
    const before = index > 0 ? rowAt(index - 1) : undefined;
    return before !== undefined && groupOf(before).key === group.key ? undefined : group;
  };

  const factor = rootScale();
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualiser's functions are not memoised, and nothing here relies on that
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rowHeight + (groupAt(index) ? HEAD : 0)) * factor,
    overscan: 8,
    getItemKey: (index) => keyAt(index) ?? index,
    rangeExtractor: useCallback(
      (range: Range) => {
        const shown = defaultRangeExtractor(range);
        // The active row is never taken out of the page, or screen readers would lose it.
        if (active >= 0 && active < range.count && !shown.includes(active)) shown.push(active);
        return shown.sort((a, b) => a - b);
      },
      [active],
    ),
  });
  const items = virtualizer.getVirtualItems();
  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? Math.min(count - 1, 30);
  useEffect(() => {
    if (count > 0) onRange?.(first, last);
  }, [onRange, first, last, count]);

  const hasRows = count > 0 && rowAt(0) !== undefined;
  useEffect(() => {
    if (hasRows) {
      afterPaint(() => {
        markOnce(host, 'first_rows');
      });
    }
  }, [hasRows, host]);

  const topRow = rowAt(first);
  const scrolled = (virtualizer.scrollOffset ?? 0) > 0;
  const topGroup = !scrolled
    ? undefined
    : groups
      ? groups.findLast((group) => group.first <= first)
      : groupOf && topRow !== undefined
        ? groupOf(topRow)
        : undefined;

  useImperativeHandle(ref, () => ({
    focus: () => moveFocus(list.current, { preventScroll: true }),
    toTop: () => {
      setPlace({ index: 0, key: null });
      scroller.current?.scrollTo({ top: 0 });
    },
    isAtRest: () => scroller.current?.scrollTop === 0 && !scroller.current.matches(':hover'),
  }));

  // The active row is brought into sight when it changes, also from outside.
  const shownActive = useRef(-1);
  useEffect(() => {
    if (active >= 0 && shownActive.current !== active) virtualizer.scrollToIndex(active, { align: 'auto' });
    shownActive.current = active;
  }, [active, virtualizer]);

  const move = (to: number, extend = false) => {
    if (count === 0) return;
    const index = Math.max(0, Math.min(count - 1, to));
    const row = rowAt(index);
    setPlace({ index, key: row === undefined ? null : rowKey(row) });
    if (row !== undefined) onMove?.(row, index, extend);
  };

  const open = (index: number) => {
    const row = rowAt(index);
    if (row === undefined) return false;
    setPlace({ index, key: rowKey(row) });
    onOpen(row, index);
    return true;
  };

  /** Asks for a row's menu; without a place of its own it opens below the row. */
  const askMenu = (index: number, at?: MenuPlace) => {
    const row = rowAt(index);
    if (row === undefined || !onMenu) return false;
    const box = document.getElementById(`${id}-${index}`)?.getBoundingClientRect();
    setPlace({ index, key: rowKey(row) });
    onMenu(row, index, at ?? { x: (box?.left ?? 0) + 16, y: box?.bottom ?? 0 });
    return true;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      if (askMenu(active)) event.preventDefault();
      return;
    }
    if (event.nativeEvent.isComposing || event.altKey || isField(event.target)) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (rowHeight * factor)) - 1);
    const row = rowAt(active);
    if (row !== undefined && onRowKey?.(row, event, active) === true) {
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    switch (event.key) {
      case 'ArrowDown':
        move(active + 1, event.shiftKey);
        break;
      case 'ArrowUp':
        move(active - 1, event.shiftKey);
        break;
      case 'j':
      case 'J':
        if (!letters) return;
        move(active + 1);
        break;
      case 'k':
      case 'K':
        if (!letters) return;
        move(active - 1);
        break;
      case 'Home':
        move(0);
        break;
      case 'End':
        move(count - 1);
        break;
      case 'PageDown':
        move(active + page);
        break;
      case 'PageUp':
        move(active - page);
        break;
      case 'Enter':
        if (open(active)) panes?.focusReader();
        break;
      case ' ':
        if (!panes) return;
        panes.scrollReader(!event.shiftKey);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  const indexUnder = (event: MouseEvent): number | null => {
    const row = (event.target as Element).closest<HTMLElement>('[data-row]');
    return row ? Number(row.dataset['row']) : null;
  };
  const overlayItem = overlay && hovered !== null ? items.find((item) => item.index === hovered) : undefined;
  const overlayRow = overlayItem && rowAt(overlayItem.index);

  return (
    <div
      ref={scroller}
      role="presentation"
      className={styles.scroller}
      onMouseMove={
        overlay &&
        ((event) => {
          if (!(event.target as Element).closest('[data-overlay]')) setHovered(indexUnder(event));
        })
      }
      onContextMenu={
        onMenu &&
        ((event) => {
          // By a key it is the list's own; the pointer means the row under it, or under the buttons over it, or none.
          const byKey = event.target === list.current;
          const under = byKey ? active : (indexUnder(event) ?? hovered);
          const at = byKey ? undefined : { x: event.clientX, y: event.clientY };
          if (under !== null && askMenu(under, at)) event.preventDefault();
        })
      }
      onMouseLeave={
        overlay &&
        (() => {
          setHovered(null);
        })
      }
    >
      {topGroup && (
        <div aria-hidden className={styles.stuck}>
          <GroupHead group={topGroup} />
        </div>
      )}
      <div
        ref={list}
        role="listbox"
        tabIndex={0}
        aria-label={label}
        aria-multiselectable={isMarked !== undefined || undefined}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        className={styles.list}
        data-bar={bar || undefined}
        data-pane-focus
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const index = indexUnder(event);
          if (index === null) return;
          const row = rowAt(index);
          if (!onPress) open(index);
          else if (row !== undefined) {
            // Shift marks from where one was: the place is read before it moves.
            onPress(row, index, event);
            setPlace({ index, key: rowKey(row) });
          }
        }}
        onDoubleClick={
          onPress &&
          ((event) => {
            const index = indexUnder(event);
            if (index !== null && open(index)) panes?.focusReader();
          })
        }
      >
        {items.map((item) => {
          const row = rowAt(item.index);
          const group = groupAt(item.index);
          const shown = row !== undefined && rowKey(row) === selectedKey;
          const selected = isMarked && row !== undefined ? isMarked(row) : shown;
          const isActive = item.index === active;
          return (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              role="presentation"
              className={styles.item}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {group && <GroupHead group={group} />}
              <div
                id={`${id}-${item.index}`}
                role="option"
                aria-selected={selected}
                aria-posinset={item.index + 1}
                aria-setsize={grows ? -1 : count}
                aria-busy={row === undefined || undefined}
                data-row={item.index}
                data-active={isActive || undefined}
                data-shown={shown || undefined}
                className={styles.row}
                style={{ minHeight: `${rowHeight / 16}rem` }}
              >
                {row === undefined ? (
                  <span className={styles.blank} />
                ) : (
                  <>
                    {/* The name is text of its own, so that it is read in a fixed order whatever is drawn. */}
                    <span className="vh">{rowName(row)}</span>
                    <div aria-hidden className={styles.drawn}>
                      {renderRow(row, { active: isActive, selected })}
                    </div>
                  </>
                )}
              </div>
            </div>
          );
        })}
      </div>
      {overlayItem && overlayRow !== undefined && (
        <div
          data-overlay
          className={styles.overlay}
          style={{
            transform: `translateY(${overlayItem.end - rowHeight * factor}px)`,
            height: `${rowHeight / 16}rem`,
          }}
        >
          {overlay?.(overlayRow)}
        </div>
      )}
    </div>
  );
}

/** The head over a group of rows: for the eye; a row's own name says the same. */
function GroupHead({ group }: { group: RowGroup }) {
  return (
    <div role="presentation" className={styles.head}>
      {group.label}
      {group.count !== undefined && <span className={styles.count}>{group.count}</span>}
    </div>
  );
}
