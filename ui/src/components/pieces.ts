// Where the words of a search hit a text.

/** A part of a name, marked where the words hit. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** Cuts a name at its hits (start and length, in UTF-16 units, as JavaScript counts). */
export function pieces(name: string, hits: readonly [number, number][]): Piece[] {
  const out: Piece[] = [];
  let at = 0;
  for (const [start, length] of [...hits].sort((a, b) => a[0] - b[0])) {
    if (start < at || length <= 0) continue;
    if (start > at) out.push({ text: name.slice(at, start), hit: false });
    out.push({ text: name.slice(start, start + length), hit: true });
    at = start + length;
  }
  if (at < name.length) out.push({ text: name.slice(at), hit: false });
  return out;
}
