// Where the keys lead in the matrix. Row -1 is the head, column 0 the client's name.

/** A cell. */
export interface Place {
  row: number;
  column: number;
}

/** How large the matrix is. */
export interface GridSize {
  /** Clients. */
  rows: number;
  /** Agents. */
  columns: number;
  /** Rows that one sees at once. */
  page: number;
}

/** A key with what is held. */
export interface GridKey {
  key: string;
  /** Ctrl, or Cmd on macOS. */
  mod: boolean;
  shift: boolean;
}

/** The cell that a key leads to, or `null` where the key does not move. */
export function moved({ row, column }: Place, { key, mod, shift }: GridKey, size: GridSize): Place | null {
  const at = (toRow: number, toColumn: number): Place => ({
    row: Math.max(-1, Math.min(size.rows - 1, toRow)),
    column: Math.max(0, Math.min(size.columns, toColumn)),
  });
  // A range is of clients: it never goes into the head.
  const up = (by: number) => at(Math.max(shift || by > 1 ? 0 : -1, row - by), column);
  switch (key) {
    case 'ArrowDown':
      return mod ? at(size.rows - 1, column) : at(row + 1, column);
    case 'ArrowUp':
      return mod ? at(0, column) : up(1);
    case 'ArrowRight':
      return at(row, mod ? size.columns : column + 1);
    case 'ArrowLeft':
      return at(row, mod ? 0 : column - 1);
    case 'Home':
      return mod ? at(0, 0) : at(row, 0);
    case 'End':
      return mod ? at(size.rows - 1, size.columns) : at(row, size.columns);
    case 'PageDown':
      return at(row + size.page, column);
    case 'PageUp':
      return up(Math.max(2, size.page));
    default:
      return null;
  }
}
