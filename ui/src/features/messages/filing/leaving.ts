// Rows on their way out of a list: filed, but the list has not been read again. Keys may be quicker than that, and the
// next one then means the next row, not the same one twice.
import type { AfterFiling, Place, MessageRow } from '~/api/generated/surface';

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

/** The two places beside one, as the person wants to go on; `null`: not at all. */
const directions = { below: [1, -1], above: [-1, 1], list: null } as const;

/** The row to go on with when one leaves: the neighbour that is wanted, at an end of the list the other one. */
export function following(
  rows: PlacedRows,
  leaving: Leaving,
  { id }: MessageRow,
  after: AfterFiling,
): MessageRow | undefined {
  const at = rows.indexOf(id);
  const steps = directions[after];
  if (at < 0 || steps === null) return undefined;
  const [wanted, other] = steps;
  return staying(rows, leaving, at + wanted, wanted) ?? staying(rows, leaving, at + other, other);
}

/** The same where the neighbours are known by their place only, as the row itself is not loaded. */
export function followingPlace(
  { next, previous }: Pick<Place, 'next' | 'previous'>,
  after: AfterFiling,
): string | undefined {
  if (after === 'list') return undefined;
  return (after === 'above' ? (previous ?? next) : (next ?? previous)) ?? undefined;
}
