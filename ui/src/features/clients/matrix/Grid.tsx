// The matrix as one tab stop: only the rows in sight are in the page, the focus stays on the grid, and
// `aria-activedescendant` tells which cell is meant. No control stands in a cell: what a press does, a key does too.
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
} from 'react';
import type { AgentColumn, ClientRow } from '~/api/generated/surface';
import { useHost } from '~/api/host';
import { afterPaint, markOnce } from '~/api/marks';
import { moveFocus } from '~/components/focus';
import { useKeyboard } from '~/components/keys/ShortcutProvider';
import { rootScale } from '~/components/root-scale';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import { cellPhrases, type PackageNames } from './cell-words';
import { moved, type Place } from './grid-keys';
import styles from './Grid.module.css';
import { GridHead } from './GridHead';
import { cellId, GridRow, type Wished } from './GridRow';

/** Height of a row and of the head, px at a root of 16. */
const ROW = 33;
const HEAD = 60;
/**
 * Rows drawn beyond those in sight, at either end. Each costs as much as one that is seen, and a turned page draws all
 * anew: a few bridge what an engine scrolls before it tells us.
 */
const BEYOND = 4;
/** Rows that are asked for ahead, so that the next page is not drawn twice, empty and then with its words. */
const AHEAD = 30;

/** What a parent may do with the grid. */
export interface GridHandle {
  focus(): void;
}

/** What is done in the grid. */
export interface GridActs {
  /** Marks a client, or unmarks it. */
  onToggle: (row: ClientRow, index: number) => void;
  /** Marks all between where a range began and a place. */
  onExtend: (from: number, to: number) => void;
  /** The active row moved without a range. */
  onMove: () => void;
  /** Marks all that match, or none. */
  onAll: (on: boolean) => void;
  /** Gives up marks and plan. */
  onClear: () => void;
  /** Takes a cell into the plan, or out of it. */
  onCell: (row: ClientRow, index: number, column: number) => void;
  /** Aims at a column. */
  onTarget: (column: AgentColumn) => void;
  /** Opens a client. */
  onOpen: (row: ClientRow) => void;
  /** Turns the order round. */
  onSort: () => void;
}

export function Grid({
  label,
  count,
  columns,
  rowAt,
  onRange,
  names,
  isMarked,
  marked,
  wishedOf,
  targets,
  begin,
  sorted,
  acts,
  ref,
}: {
  label: string;
  /** Clients that match, loaded or not. */
  count: number;
  columns: readonly AgentColumn[];
  rowAt: (index: number) => ClientRow | undefined;
  onRange: (first: number, last: number) => void;
  names: PackageNames;
  isMarked: (row: ClientRow) => boolean;
  /** How many are marked. */
  marked: number;
  wishedOf: (row: ClientRow) => Wished;
  targets: readonly string[];
  /** The column to begin in. */
  begin: string | null;
  /** Order of the names, when they are what is sorted by. */
  sorted: 'ascending' | 'descending' | 'none';
  acts: GridActs;
  ref?: Ref<GridHandle>;
}) {
  const t = useWords();
  const sentence = useSentence();
  const phrases = useMemo(() => cellPhrases(t, sentence, names), [t, sentence, names]);
  const id = useId();
  const host = useHost();
  const { letters } = useKeyboard();
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const [asked, setPlace] = useState<Place>({ row: 0, column: 0 });
  const place: Place = {
    row: Math.min(asked.row, count - 1),
    column: Math.min(asked.column, columns.length),
  };
  const factor = rootScale();
  const [begun, setBegun] = useState<string | null>(null);
  if (begin !== begun) {
    setBegun(begin);
    const at = columns.findIndex(({ id: one }) => one === begin);
    if (at >= 0) setPlace({ row: 0, column: at + 1 });
  }

  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualiser's functions are not memoised, and nothing here relies on that
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW * factor,
    overscan: BEYOND,
    scrollMargin: HEAD * factor,
    rangeExtractor: useCallback(
      (range: Range) => {
        const shown = defaultRangeExtractor(range);
        // The active row is never taken out of the page, or screen readers would lose it.
        if (place.row >= 0 && place.row < range.count && !shown.includes(place.row)) shown.push(place.row);
        return shown.sort((a, b) => a - b);
      },
      [place.row],
    ),
  });
  const items = virtualizer.getVirtualItems();
  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? Math.min(count - 1, 30);
  useEffect(() => {
    if (count > 0) onRange(Math.max(0, first - AHEAD), Math.min(count - 1, last + AHEAD));
  }, [onRange, first, last, count]);

  const hasRows = count > 0 && rowAt(0) !== undefined;
  useEffect(() => {
    if (hasRows) {
      afterPaint(() => {
        markOnce(host, 'first_rows');
      });
    }
  }, [hasRows, host]);

  useImperativeHandle(ref, () => ({ focus: () => moveFocus(grid.current, { preventScroll: true }) }));

  // The active cell is brought into sight when it changes. It stands where it will be, drawn or not.
  const active = cellId(id, place.row, place.column);
  const shown = useRef(active);
  useLayoutEffect(() => {
    if (shown.current === active) return;
    shown.current = active;
    document.getElementById(active)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);

  const row = place.row >= 0 ? rowAt(place.row) : undefined;
  const column = place.column > 0 ? columns[place.column - 1] : undefined;

  /** Enter, and a click. */
  const press = (at: Place) => {
    const of = at.row >= 0 ? rowAt(at.row) : undefined;
    const aim = at.column > 0 ? columns[at.column - 1] : undefined;
    if (at.row < 0) {
      if (aim) acts.onTarget(aim);
      else acts.onSort();
    } else if (of) {
      if (aim) acts.onCell(of, at.row, at.column - 1);
      else acts.onOpen(of);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey) return;
    const mod = event.ctrlKey || event.metaKey;
    const page = Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD * factor) / (ROW * factor)) - 1;
    const to = moved(
      place,
      { key: event.key, mod, shift: event.shiftKey },
      {
        rows: count,
        columns: columns.length,
        page: Math.max(1, page),
      },
    );
    if (to) {
      setPlace(to);
      if (event.shiftKey && to.row !== place.row) acts.onExtend(Math.max(0, place.row), to.row);
      else if (to.row !== place.row) acts.onMove();
    } else if (mod) {
      if (event.key.toLowerCase() !== 'a') return;
      acts.onAll(true);
    } else if (event.key === 'Enter') {
      if (!event.repeat) press(place);
    } else if (event.key === ' ' || (letters && event.key.toLowerCase() === 'x')) {
      if (event.repeat) return;
      if (row) acts.onToggle(row, place.row);
      else if (column) acts.onTarget(column);
      else acts.onAll(marked < count);
    } else if (event.key === 'Escape') {
      acts.onClear();
    } else return;
    event.preventDefault();
  };

  const placeUnder = (event: MouseEvent): Place | null => {
    const of = (event.target as Element).closest('[aria-colindex]');
    const at = of?.closest('[aria-rowindex]');
    if (!of || !at) return null;
    // Both count from one, and the head is the first row.
    return { row: Number(at.ariaRowIndex) - 2, column: Number(of.ariaColIndex) - 1 };
  };
  const onClick = (event: MouseEvent) => {
    const at = placeUnder(event);
    if (!at) return;
    const of = at.row >= 0 ? rowAt(at.row) : undefined;
    if (at.row >= 0 && at.column === 0) {
      // The whole name cell is the tick's label; opening is Enter, or a double click.
      if (of && event.shiftKey) acts.onExtend(Math.max(0, place.row), at.row);
      else if (of) acts.onToggle(of, at.row);
    } else if ((event.target as Element).closest('[data-all]')) acts.onAll(marked < count);
    else press(at);
    setPlace(at);
  };

  return (
    <div ref={scroller} role="presentation" className={styles.scroller}>
      <div
        ref={grid}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={count + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        aria-activedescendant={active}
        className={styles.grid}
        data-pane-focus
        style={{ '--columns': columns.length } as React.CSSProperties}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={(event) => {
          const at = placeUnder(event);
          const of = at && at.row >= 0 && at.column === 0 ? rowAt(at.row) : undefined;
          if (of) acts.onOpen(of);
        }}
      >
        <GridHead
          id={id}
          columns={columns}
          targets={targets}
          marks={marked === 0 ? 'none' : marked < count ? 'some' : 'all'}
          sorted={sorted}
          activeColumn={place.row < 0 ? place.column : -1}
        />
        <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const of = rowAt(item.index);
            return (
              <GridRow
                key={item.key}
                id={id}
                row={of}
                index={item.index}
                start={item.start - HEAD * factor}
                columns={columns}
                phrases={phrases}
                marked={of !== undefined && isMarked(of)}
                wished={of === undefined ? '' : wishedOf(of)}
                targets={targets}
                activeColumn={item.index === place.row ? place.column : -1}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
