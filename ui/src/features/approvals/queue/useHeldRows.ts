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
 * purpose (a pasted link) comes at once, and rows that change or go do so at once too. Nothing is held before the
 * sources were read once: a list that fills has nothing yet that could move away.
 */
export function useHeldRows(
  rows: QueueRow[],
  { over, filling }: { over: boolean; filling: boolean },
  openKey: string | null,
): HeldRows {
  const [known, setKnown] = useState<{ keys: ReadonlySet<string>; filling: boolean } | null>(null);
  const isNew = ({ key }: QueueRow) => !known?.keys.has(key);
  const free = !over || known === null || known.filling;
  const release = () => {
    setKnown({ keys: new Set(rows.map(({ key }) => key)), filling });
  };
  const opened = rows.find((row) => row.key === openKey && isNew(row));
  if ((known?.filling && !filling) || (free && rows.some(isNew))) release();
  else if (opened && known) setKnown({ ...known, keys: new Set([...known.keys, opened.key]) });
  const isHeld = (row: QueueRow) => !free && isNew(row) && row !== opened;
  const held = rows.filter(isHeld).length;
  return held === 0 ? { rows, held, release } : { rows: rows.filter((row) => !isHeld(row)), held, release };
}
