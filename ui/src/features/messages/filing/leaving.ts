// Rows on their way out of a list: filed, but the list has not been read again. Keys may be quicker than that, and the
// next one then means the next row, not the same one twice.
import type { MessageRow } from '~/api/generated/surface';

/** Rows of a list by place and by id. */
export interface PlacedRows {
  rowAt: (index: number) => MessageRow | undefined;
  indexOf: (id: string) => number;
}

/** Rows that were filed, as they were then: a row that has been read since is another object. */
export type Leaving = ReadonlyMap<string, MessageRow>;

/** The first row from a place on, in a direction, that is not on its way out. */
function staying(rows: PlacedRows, leaving: Leaving, from: number, step: 1 | -1): MessageRow | undefined {
  for (let at = from; ; at += step) {
    const row = rows.rowAt(at);
    if (row === undefined || leaving.get(row.id) !== row) return row;
  }
}

/** Which row a key means that was pressed on one; one that the list does not have is meant itself. */
export function meant(rows: PlacedRows, leaving: Leaving, pressed: MessageRow): MessageRow | undefined {
  const at = rows.indexOf(pressed.id);
  return at < 0 ? pressed : staying(rows, leaving, at, 1);
}

/** The row to go on with when one leaves: the next, at the end the one before. */
export function following(rows: PlacedRows, leaving: Leaving, { id }: MessageRow): MessageRow | undefined {
  const at = rows.indexOf(id);
  if (at < 0) return undefined;
  return staying(rows, leaving, at + 1, 1) ?? staying(rows, leaving, at - 1, -1);
}
