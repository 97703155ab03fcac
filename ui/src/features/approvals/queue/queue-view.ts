// What the list shows of the queue: which rows, and in which order.
import type { QueueRow, QueueState, RequestKind } from '~/api/generated/surface';

/** Which kinds are shown. */
export type KindFilter = 'all' | RequestKind;

/** In which order. */
export type Order = 'newest' | 'oldest';

/** Kinds in the order of their chips. */
export const kinds: readonly RequestKind[] = ['own', 'client', 'change'];

/** Whether nothing more can happen here: such a row may be taken out of the list. */
export function isOver(state: QueueState): boolean {
  return (
    state.kind === 'approved' ||
    state.kind === 'rejected' ||
    state.kind === 'escalated' ||
    state.kind === 'not_found'
  );
}

/** Rows of each kind, for the chips. */
export function countKinds(rows: readonly QueueRow[]): Record<KindFilter, number> {
  const count = { all: rows.length, own: 0, client: 0, change: 0 };
  for (const { kind } of rows) count[kind] += 1;
  return count;
}

/** The rows of the list. A link that is not read yet has no date: it was just put in, so it counts as newest. */
export function arrange(rows: readonly QueueRow[], filter: KindFilter, order: Order): QueueRow[] {
  const shown = filter === 'all' ? [...rows] : rows.filter(({ kind }) => kind === filter);
  const at = ({ created }: QueueRow) => (created === null ? Infinity : Date.parse(created));
  const sign = order === 'newest' ? 1 : -1;
  return shown.sort((a, b) => {
    const difference = at(b) - at(a);
    return Number.isNaN(difference) || difference === 0 ? 0 : sign * difference;
  });
}
