// Marks and wish of one list of clients, and what may be done with them.
import { useState } from 'react';
import type { AgentColumn, BulkAct, ClientRow } from '~/api/generated/surface';
import type { ListOf } from '~/api/windowed';
import {
  countMarked,
  everything,
  extend,
  isMarked,
  toggle,
  unmarked,
  type Marking,
} from '~/components/marking';
import { noWish, toggleCell, toggleTarget, uncovered, wishedOf, type Wish } from './wish';

/** What is marked and wished. */
export interface Bulk {
  marking: Marking;
  wish: Wish;
  /** How many clients are marked. */
  count: number;
  /** Nothing is marked or wished. */
  empty: boolean;
  setWish: (wish: Wish) => void;
  toggle: (client: string, index: number) => void;
  extend: (from: number, to: number) => void;
  /** Ends a range: the next one begins anew. */
  settle: () => void;
  all: (on: boolean) => void;
  /** Marks exactly these. */
  mark: (clients: readonly string[]) => void;
  target: (column: AgentColumn) => void;
  /** Takes a cell into the plan, or out of it; `index` is its client's place. */
  cell: (client: string, index: number, agent: string, act: BulkAct) => void;
  /** `a`, `r` or `.` for each column. */
  letters: (row: ClientRow, columns: readonly AgentColumn[]) => string;
  clear: () => void;
}

/** What decides which clients match: the order does not, nor the column while no cell is asked for. */
function matchOf({ firm, filter }: ListOf<'client_matrix'>): string {
  return JSON.stringify([firm, { ...filter, column: filter.state === null ? null : filter.column }]);
}

/** Holds marks and wish; marks on all that match end when something else matches. */
export function useBulk(
  list: ListOf<'client_matrix'>,
  total: number,
  rowAt: (index: number) => ClientRow | undefined,
): Bulk {
  const [marking, setMarking] = useState(unmarked);
  const [wish, setWish] = useState(noWish);
  const match = matchOf(list);
  const [markedIn, setMarkedIn] = useState(match);
  if (markedIn !== match) {
    setMarkedIn(match);
    setMarking(marking.marks.kind === 'all' ? unmarked : { ...marking, anchor: null });
  }
  const count = countMarked(marking.marks, total);
  return {
    marking,
    wish,
    count,
    empty: count === 0 && wish.cells.size === 0,
    setWish,
    toggle: (client, index) => {
      setMarking(toggle(marking, client, index));
    },
    extend: (from, to) => {
      setMarking(extend(marking, from, to, (index) => rowAt(index)?.id));
    },
    settle: () => {
      if (marking.anchor !== null) setMarking({ ...marking, anchor: null });
    },
    all: (on) => {
      setMarking(on ? everything : unmarked);
    },
    mark: (clients) => {
      setMarking({ marks: { kind: 'ids', ids: new Set(clients) }, anchor: null });
    },
    target: (column) => {
      setWish(toggleTarget(wish, column.id));
    },
    cell: (client, index, agent, act) => {
      if (!wish.targets.includes(agent) || !isMarked(marking.marks, client)) {
        setWish(toggleCell(wish, client, agent, act));
        return;
      }
      // Out of a whole row: the client is no longer marked, and what else was wished of it stays, cell by cell.
      setMarking(toggle(marking, client, index));
      setWish(uncovered(wish, client, agent));
    },
    letters: (row, columns) =>
      columns
        .map(({ id }) => {
          const act = wishedOf(wish, marking.marks, row.id, id);
          return act === 'add' ? 'a' : act === 'remove' ? 'r' : '.';
        })
        .join(''),
    clear: () => {
      setMarking(unmarked);
      setWish({ ...noWish, targets: wish.targets });
    },
  };
}

/** Whether a client is marked. */
export function isClientMarked({ marking }: Bulk, row: ClientRow): boolean {
  return isMarked(marking.marks, row.id);
}
