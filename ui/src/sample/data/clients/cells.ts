// What each client is to each agent, counted and filtered as the core would.
import type {
  AgentColumn,
  Cell,
  CellCounts,
  CellFilter,
  ClientFilter,
  ClientRow,
  ClientSelection,
  Failure,
  MatrixQuery,
} from '~/api/generated/surface';
import type { SampleAgent, SampleClient } from './firm';

/** What a job has left in a cell. */
export interface Mark {
  state: 'pending' | 'failed';
  failure: Failure | null;
}

/** A firm's state as it is now. */
export interface FirmState {
  id: string;
  name: string;
  initials: string;
  orgNo: string;
  clients: SampleClient[];
  agents: SampleAgent[];
  /** Marks of jobs by client and agent. */
  marks: Map<string, Mark>;
  /** When it was read; `null` before that. */
  fetchedAt: string | null;
  reading: boolean;
}

export const markKey = (client: string, agent: string) => `${client} ${agent}`;

/** Packages that an agent needs of a client. */
export function needed(agent: SampleAgent, client: SampleClient): string[] {
  return agent.kind === 'person' ? [...client.given] : agent.packages;
}

/** A cell. */
export function cellOf(firm: FirmState, client: SampleClient, agent: SampleAgent): Cell {
  const wants = needed(agent, client);
  const holds = client.held.get(agent.id) ?? new Set<string>();
  const lacks = wants.filter((code) => !client.given.has(code));
  const canAdd = client.isDeleted ? [] : wants.filter((code) => client.given.has(code) && !holds.has(code));
  const mark = firm.marks.get(markKey(client.id, agent.id));
  const has = wants.length > 0 && wants.every((code) => holds.has(code));
  const state = mark
    ? mark.state
    : has
      ? 'has'
      : holds.size > 0
        ? 'partly'
        : lacks.length > 0 || client.isDeleted
          ? 'missing'
          : 'can_add';
  return { state, lacks, canAdd, failure: mark?.failure ?? null };
}

const fits: Record<CellFilter, (cell: Cell) => boolean> = {
  has: ({ state }) => state === 'has',
  missing: ({ lacks, state }) => lacks.length > 0 && state !== 'has',
  can_add: ({ state, canAdd }) => (state === 'can_add' || state === 'partly') && canAdd.length > 0,
  failed: ({ state }) => state === 'failed',
  pending: ({ state }) => state === 'pending',
};

/** How many clients have at least one cell of each sort. */
function countCells(rows: readonly { client: SampleClient; cells: readonly Cell[] }[]): CellCounts {
  const count = (filter: CellFilter) => rows.filter(({ cells }) => cells.some(fits[filter])).length;
  return {
    all: rows.length,
    has: count('has'),
    missing: count('missing'),
    canAdd: count('can_add'),
    failed: count('failed'),
    pending: count('pending'),
    deleted: rows.filter(({ client }) => client.isDeleted).length,
  };
}

/** The agents as columns: the wanted ones first, in their order. */
export function columnsOf(firm: FirmState, wanted: readonly string[]): AgentColumn[] {
  const first = wanted
    .map((id) => firm.agents.find((agent) => agent.id === id))
    .filter((agent) => agent !== undefined);
  return [...first, ...firm.agents.filter((agent) => !first.includes(agent))].map((agent) => ({
    id: agent.id,
    kind: agent.kind,
    title: agent.title,
    initials: agent.initials,
    vendor: agent.vendor,
    packages: agent.packages,
    addedAt: '2025-03-14T08:00:00Z',
    counts: countCells(firm.clients.map((client) => ({ client, cells: [cellOf(firm, client, agent)] }))),
    fetchedAt: firm.fetchedAt,
    failure: null,
  }));
}

/** Whether a client fits everything but the sort of cell. */
function inFilter(
  client: SampleClient,
  filter: ClientFilter,
  members: (group: string) => readonly string[],
): boolean {
  const words = filter.text.toLocaleLowerCase('nb').trim().split(/\s+/).filter(Boolean);
  const name = client.name.toLocaleLowerCase('nb');
  const digits = filter.text.replace(/\s/g, '');
  return (
    (words.every((word) => name.includes(word)) ||
      (/^\d+$/.test(digits) && client.orgNo.startsWith(digits))) &&
    (filter.group === null || members(filter.group).includes(client.id)) &&
    (filter.tag === null || client.tags.includes(filter.tag)) &&
    (filter.forms.length === 0 || filter.forms.includes(client.form)) &&
    (filter.deleted === 'shown' || client.isDeleted === (filter.deleted === 'only'))
  );
}

/** Rows in the order that was asked for, and the numbers on the chips. */
export function arranged(
  firm: FirmState,
  query: MatrixQuery,
  members: (group: string) => readonly string[],
): { rows: ClientRow[]; counts: CellCounts } {
  const agents =
    query.agents.length > 0 ? firm.agents.filter(({ id }) => query.agents.includes(id)) : firm.agents;
  const looked =
    query.filter.column === null ? agents : firm.agents.filter(({ id }) => id === query.filter.column);
  const { state } = query.filter;
  const within = firm.clients
    .filter((client) => inFilter(client, query.filter, members))
    .map((client) => ({ client, cells: looked.map((agent) => cellOf(firm, client, agent)) }));
  const rows = within
    .filter(({ cells }) => state === null || cells.some(fits[state]))
    .map(({ client }): ClientRow => {
      const cells = agents.map((agent) => cellOf(firm, client, agent));
      const { id, name, orgNo, form, isDeleted, tags } = client;
      return { id, name, orgNo, form, isDeleted, tags, cells, has: cells.filter(fits.has).length };
    });
  if (query.sort === 'number') rows.sort((a, b) => (a.orgNo ?? '').localeCompare(b.orgNo ?? ''));
  if (query.sort === 'coverage') rows.sort((a, b) => a.has - b.has);
  if (query.descending) rows.reverse();
  return { rows, counts: countCells(within) };
}

/** The clients that are meant. */
export function selected(
  firm: FirmState,
  selection: ClientSelection,
  members: (group: string) => readonly string[],
): SampleClient[] {
  const ids =
    selection.kind === 'ids'
      ? selection.ids
      : arranged(firm, selection.matrix, members)
          .rows.map(({ id }) => id)
          .filter((id) => !selection.except.includes(id));
  const byId = new Map(firm.clients.map((client) => [client.id, client]));
  return ids.map((id) => byId.get(id)).filter((client) => client !== undefined);
}
