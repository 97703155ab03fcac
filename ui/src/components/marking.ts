// Which rows of a long list are marked for doing something with several: named ones, or all that match but for some.
// A list that loads by windows never knows all its rows, so «all» is kept as a word and not as keys.

/** What is marked. */
export type Marks = { kind: 'ids'; ids: ReadonlySet<string> } | { kind: 'all'; except: ReadonlySet<string> };

/** What is marked, and from where a range goes. */
export interface Marking {
  marks: Marks;
  /** The fixed end of a range with Shift, and what was marked before it began. */
  anchor: { index: number; base: Marks } | null;
}

/** Nothing is marked. */
export const unmarked: Marking = { marks: { kind: 'ids', ids: new Set() }, anchor: null };

/** Whether a row is marked. */
export function isMarked(marks: Marks, id: string): boolean {
  return marks.kind === 'ids' ? marks.ids.has(id) : !marks.except.has(id);
}

/** How many are marked of so many that match. */
export function countMarked(marks: Marks, total: number): number {
  return marks.kind === 'ids' ? marks.ids.size : Math.max(0, total - marks.except.size);
}

/** Marks some, or takes the mark away. */
function put(marks: Marks, ids: readonly string[], marked: boolean): Marks {
  const set = new Set(marks.kind === 'ids' ? marks.ids : marks.except);
  for (const id of ids) {
    if (marked === (marks.kind === 'ids')) set.add(id);
    else set.delete(id);
  }
  return marks.kind === 'ids' ? { kind: 'ids', ids: set } : { kind: 'all', except: set };
}

/** Marks one, or unmarks it; a range goes on from there. */
export function toggle({ marks }: Marking, id: string, index: number): Marking {
  const next = put(marks, [id], !isMarked(marks, id));
  return { marks: next, anchor: { index, base: next } };
}

/**
 * Marks everything between the fixed end and a place, and nothing of what an earlier, longer range had. `from` is where
 * one stood when the range began. Rows that are not loaded cannot be marked by a range.
 */
export function extend(
  { marks, anchor }: Marking,
  from: number,
  to: number,
  idAt: (index: number) => string | undefined,
): Marking {
  const fixed = anchor ?? { index: from, base: marks };
  const [low, high] = [Math.min(fixed.index, to), Math.max(fixed.index, to)];
  const ids: string[] = [];
  for (let index = low; index <= high; index++) {
    const id = idAt(index);
    if (id !== undefined) ids.push(id);
  }
  return { marks: put(fixed.base, ids, true), anchor: fixed };
}

/** Marks all that match, loaded or not. */
export const everything: Marking = { marks: { kind: 'all', except: new Set() }, anchor: null };
