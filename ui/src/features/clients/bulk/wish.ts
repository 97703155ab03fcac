// What the user wants to change: rows that are marked with the columns that are aimed at, and single cells beside them.
// The core plans it; here it is only gathered, and said as few changes.
import type { BulkAct, BulkChange, Cell, ClientRow, ClientSelection } from '~/api/generated/surface';
import type { ListOf } from '~/api/windowed';
import { isMarked, type Marks } from '~/components/marking';

/** A wish. */
export interface Wish {
  /** What is done to the marked rows. */
  act: BulkAct;
  /** Columns aimed at. */
  targets: readonly string[];
  /** Packages of people among the targets; empty for all that the client gives. */
  packages: readonly string[];
  /** Single cells: client and agent. */
  cells: ReadonlyMap<string, BulkAct>;
}

/** Nothing is wished. */
export const noWish: Wish = { act: 'add', targets: [], packages: [], cells: new Map() };

const key = (client: string, agent: string) => `${client} ${agent}`;

/** What pressing a cell would do, by what it says now; `null` where nothing can be done. */
export function actFor({ state, canAdd }: Cell): BulkAct | null {
  if (state === 'has') return 'remove';
  if (state === 'partly') return canAdd.length > 0 ? 'add' : 'remove';
  if (state === 'can_add' || state === 'failed') return canAdd.length > 0 ? 'add' : null;
  return null;
}

/** What pressing the cell of a client does; `null` where it does nothing. */
export function pressOf({ isDeleted }: Pick<ClientRow, 'isDeleted'>, cell: Cell): BulkAct | null {
  const act = actFor(cell);
  return act === 'add' && (isDeleted || cell.lacks.length > 0) ? null : act;
}

/** Whether an act would change a cell. */
export function changes({ state, canAdd, lacks }: Cell, act: BulkAct): boolean {
  if (state === 'pending' || state === 'unread') return false;
  if (act === 'remove') return state === 'has' || state === 'partly';
  return state !== 'has' && canAdd.length > 0 && lacks.length === 0;
}

/** Aims at a column, or no longer. */
export function toggleTarget(wish: Wish, agent: string): Wish {
  const targets = wish.targets.includes(agent)
    ? wish.targets.filter((one) => one !== agent)
    : [...wish.targets, agent];
  return { ...wish, targets };
}

/** Takes a single cell into the wish, or out of it. */
export function toggleCell(wish: Wish, client: string, agent: string, act: BulkAct): Wish {
  const cells = new Map(wish.cells);
  if (!cells.delete(key(client, agent))) cells.set(key(client, agent), act);
  return { ...wish, cells };
}

/** A wish whose marked row is taken apart: without one cell, the other columns aimed at as single cells. */
export function uncovered(wish: Wish, client: string, without: string): Wish {
  const cells = new Map(wish.cells);
  cells.delete(key(client, without));
  for (const agent of wish.targets) if (agent !== without) cells.set(key(client, agent), wish.act);
  return { ...wish, cells };
}

/** What is wished of a cell. A marked row in a column that is aimed at comes before the single cell. */
export function wishedOf(wish: Wish, marks: Marks, client: string, agent: string): BulkAct | null {
  if (wish.targets.includes(agent) && isMarked(marks, client)) return wish.act;
  return wish.cells.get(key(client, agent)) ?? null;
}

/** The marked clients, as the core wants them. */
export function clientsOf(marks: Marks, list: ListOf<'client_matrix'>): ClientSelection {
  return marks.kind === 'ids'
    ? { kind: 'ids', ids: [...marks.ids] }
    : { kind: 'matching', matrix: { ...list, offset: 0, limit: 0 }, except: [...marks.except] };
}

/**
 * The wish as changes: one for the marked rows, and one for all single cells that have the same agents and act. Cells
 * that the rows cover already are not said twice.
 */
export function changesOf(wish: Wish, marks: Marks, list: ListOf<'client_matrix'>): BulkChange[] {
  const { firm } = list;
  const out: BulkChange[] = [];
  const anyRow = marks.kind === 'all' || marks.ids.size > 0;
  if (anyRow && wish.targets.length > 0)
    out.push({
      firm,
      source: {
        kind: 'cells',
        clients: clientsOf(marks, list),
        agents: [...wish.targets],
        act: wish.act,
        packages: [...wish.packages],
      },
    });
  const byClient = new Map<string, { client: string; act: BulkAct; agents: string[] }>();
  for (const [cell, act] of wish.cells) {
    const [client = '', agent = ''] = cell.split(' ');
    if (wish.targets.includes(agent) && isMarked(marks, client)) continue;
    const of = byClient.get(`${act} ${client}`) ?? { client, act, agents: [] };
    of.agents.push(agent);
    byClient.set(`${act} ${client}`, of);
  }
  const groups = new Map<string, { act: BulkAct; agents: string[]; ids: string[] }>();
  for (const { client, act, agents } of byClient.values()) {
    agents.sort();
    const group = groups.get(`${act} ${agents.join(' ')}`) ?? { act, agents, ids: [] };
    group.ids.push(client);
    groups.set(`${act} ${agents.join(' ')}`, group);
  }
  for (const { act, agents, ids } of groups.values())
    out.push({ firm, source: { kind: 'cells', clients: { kind: 'ids', ids }, agents, act, packages: [] } });
  return out;
}
