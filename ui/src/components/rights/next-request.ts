import type { QueueRow, QueueState } from '~/api/generated/surface';

/** Whether the person at the keyboard still has something to do with it. */
export function waits(state: QueueState): boolean {
  return state.kind === 'waiting' || state.kind === 'not_read' || state.kind === 'reject_not_sent';
}

/** The request to look at after this one: the next below that waits, else the first that waits. */
export function nextWaiting(rows: readonly QueueRow[], after: string | null): QueueRow | undefined {
  const place = rows.findIndex(({ key }) => key === after);
  const others = [...rows.slice(place + 1), ...rows.slice(0, Math.max(place, 0))];
  return others.find(({ state }) => waits(state));
}
