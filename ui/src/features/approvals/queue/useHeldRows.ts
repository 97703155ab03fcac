import { useState } from 'react';
import type { QueueRow } from '~/api/generated/surface';

/** Rows to draw, and how many wait behind the pill. */
export interface HeldRows {
  rows: QueueRow[];
  held: number;
  /** Lets them in. */
  release: () => void;
}

/**
 * Holds new rows back while the pointer is over the list, so that nothing moves away from under it. What was opened on
 * purpose (a pasted link) comes at once, and rows that change or go do so at once too.
 */
export function useHeldRows(rows: QueueRow[], busy: boolean, openKey: string | null): HeldRows {
  const [known, setKnown] = useState<ReadonlySet<string> | null>(null);
  const isNew = ({ key }: QueueRow) => known !== null && !known.has(key) && key !== openKey;
  const fresh = rows.filter(isNew).length;
  const release = () => {
    setKnown(new Set(rows.map(({ key }) => key)));
  };
  const first = known === null && rows.length > 0;
  if (first || (!busy && rows.some(({ key }) => known !== null && !known.has(key)))) release();
  return fresh === 0 || !busy
    ? { rows, held: 0, release }
    : { rows: rows.filter((row) => !isNew(row)), held: fresh, release };
}
