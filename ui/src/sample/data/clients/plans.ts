// Plans of changes to many, and the numbers that are pasted.
import type {
  BadLine,
  BlockReason,
  BulkAct,
  BulkChange,
  BulkPlan,
  LineFault,
  NumbersRead,
  PlanBlock,
  PlanRow,
} from '~/api/generated/surface';
import { cellOf, markKey, selected, type FirmState } from './cells';
import { checkDigit, packageNames, type SampleAgent, type SampleClient } from './firm';

/** A cell that is to be something. */
interface Wanted {
  client: SampleClient;
  agent: SampleAgent;
  act: BulkAct;
  packages: readonly string[];
}

/** How a template asks, by its key; and whether a cell is asked for by any template. */
export type TemplateCells = (id: string) => {
  clients: SampleClient[];
  agents: string[];
  isAsked: (client: SampleClient, agent: string) => boolean;
};

/** What a file asks for: a line per client and agent. */
function fromCsv(firm: FirmState, text: string): { wanted: Wanted[]; bad: BadLine[] } {
  const wanted: Wanted[] = [];
  const bad: BadLine[] = [];
  const lines = text.split(/\r?\n/);
  const heads = (lines[0] ?? '')
    .replace('\uFEFF', '')
    .split(';')
    .map((head) => head.trim().toLowerCase());
  const at = { number: heads.indexOf('org_no'), agent: heads.indexOf('agent'), has: heads.indexOf('access') };
  const missing = Object.entries({ org_no: at.number, agent: at.agent, access: at.has }).find(
    ([, place]) => place < 0,
  );
  if (missing)
    return {
      wanted,
      bad: [{ line: 1, text: (lines[0] ?? '').slice(0, 60), reason: 'missing_column', detail: missing[0] }],
    };
  lines.slice(1).forEach((line, index) => {
    if (line.trim() === '') return;
    const fault = (reason: LineFault, value: string, detail: string | null = null) => {
      bad.push({ line: index + 2, text: value.slice(0, 60), reason, detail });
    };
    const fields = line.split(';').map((field) => field.trim());
    if (fields.length !== heads.length) {
      fault('field_count', line);
      return;
    }
    const number = (fields[at.number] ?? '').replace(/\s/g, '');
    const client = firm.clients.find(({ orgNo }) => orgNo === number);
    const agent = firm.agents.find(({ id, title }) => id === fields[at.agent] || title === fields[at.agent]);
    const access = (fields[at.has] ?? '').toLowerCase();
    if (!client) fault('unknown_client', number);
    else if (!agent) fault('unknown_agent', fields[at.agent] ?? '');
    else if (!['ja', 'nei'].includes(access)) fault('not_yes_or_no', access);
    else wanted.push({ client, agent, act: access === 'ja' ? 'add' : 'remove', packages: [] });
  });
  return { wanted, bad };
}

/** One cell of a plan. */
function planned(firm: FirmState, { client, agent, act, packages }: Wanted): PlanRow {
  const cell = cellOf(firm, client, agent);
  const holds = [...(client.held.get(agent.id) ?? [])];
  const asked = (codes: readonly string[]) =>
    agent.kind === 'person' && packages.length > 0
      ? codes.filter((code) => packages.includes(code))
      : [...codes];
  const row = (outcome: PlanRow['outcome'], codes: string[], block: BlockReason | null = null): PlanRow => ({
    client: client.id,
    name: client.name,
    orgNo: client.orgNo,
    agent: agent.id,
    outcome,
    packages: codes,
    block,
  });
  if (firm.marks.get(markKey(client.id, agent.id))?.state === 'pending') return row('under_way', []);
  if (act === 'remove') return holds.length > 0 ? row('remove', asked(holds)) : row('already', []);
  if (cell.state === 'has') return row('already', []);
  if (client.isDeleted) return row('blocked', [], 'client_deleted');
  if (cell.lacks.length > 0) return row('blocked', cell.lacks, 'missing_package');
  const gets = asked(cell.canAdd);
  return gets.length > 0 ? row('add', gets) : row('already', []);
}

/** The rows of a plan. */
export function planRows(
  firm: FirmState,
  change: BulkChange,
  members: (group: string) => readonly string[],
  template: TemplateCells,
): { rows: PlanRow[]; bad: BadLine[] } {
  const { source } = change;
  const cross = (
    clients: SampleClient[],
    agents: readonly string[],
    act: BulkAct,
    packages: readonly string[],
  ) =>
    firm.agents
      .filter(({ id }) => agents.includes(id))
      .flatMap((agent) => clients.map((client): Wanted => ({ client, agent, act, packages })));
  if (source.kind === 'csv') {
    const { wanted, bad } = fromCsv(firm, source.text);
    return { rows: wanted.map((one) => planned(firm, one)), bad };
  }
  const clientsOf = (agent: string) => firm.clients.filter(({ held }) => (held.get(agent)?.size ?? 0) > 0);
  const fromTemplate = (id: string, beyond: boolean) => {
    const { clients, agents, isAsked } = template(id);
    const all = firm.agents.map((agent) => agent.id);
    return [
      ...cross(clients, agents, 'add', []),
      ...(beyond ? cross(clients, all, 'remove', []) : []).filter(
        ({ client, agent }) => (client.held.get(agent.id)?.size ?? 0) > 0 && !isAsked(client, agent.id),
      ),
    ];
  };
  const wanted =
    source.kind === 'as_agent'
      ? cross(clientsOf(source.from), [source.to], 'add', [])
      : source.kind === 'cells'
        ? cross(selected(firm, source.clients, members), source.agents, source.act, source.packages)
        : fromTemplate(source.id, source.beyond);
  return { rows: wanted.map((one) => planned(firm, one)), bad: [] };
}

/** The plan of these rows. */
export function planOf(
  firm: FirmState,
  rows: readonly PlanRow[],
  bad: BadLine[],
): Omit<BulkPlan, 'rows' | 'total'> {
  const count = (outcome: PlanRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const changed = rows.filter(({ outcome }) => outcome === 'add' || outcome === 'remove');
  const agents = firm.agents
    .map((agent) => ({
      id: agent.id,
      title: agent.title,
      adds: changed.filter((row) => row.agent === agent.id && row.outcome === 'add').length,
      removes: changed.filter((row) => row.agent === agent.id && row.outcome === 'remove').length,
      services: agent.services,
    }))
    .filter(({ adds, removes }) => adds + removes > 0);
  const blocks = new Map<string, PlanBlock>();
  for (const { block, packages, name } of rows) {
    if (block === null) continue;
    const key = `${block} ${packages[0] ?? ''}`;
    const known = blocks.get(key) ?? { reason: block, package: packages[0] ?? null, clients: 0, names: [] };
    if (!known.names.includes(name)) {
      known.clients += 1;
      if (known.names.length < 50) known.names.push(name);
    }
    blocks.set(key, known);
  }
  return {
    fingerprint: `${count('add')}-${count('remove')}-${count('blocked')}-${count('under_way')}-${changed[0]?.client ?? ''}`,
    adds: count('add'),
    removes: count('remove'),
    already: count('already'),
    blocked: count('blocked'),
    underWay: count('under_way'),
    clients: new Set(changed.map(({ client }) => client)).size,
    agents,
    changeCalls: changed.length,
    checkCalls: agents.length,
    seconds: Math.ceil(changed.length / 5) * 7 + agents.length * 2,
    blocks: [...blocks.values()].sort((a, b) => b.clients - a.clients),
    badLines: bad.slice(0, 200),
    badLineCount: bad.length,
    packages: packageNames,
    fetchedAt: firm.fetchedAt,
  };
}

/** Finds clients by the numbers in a text. */
export function readNumbers(firm: FirmState, text: string): NumbersRead {
  const seen = new Map<string, number>();
  const clients: string[] = [];
  const bad: BadLine[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    const fault = (reason: LineFault, shown: string, detail: string | null = null) => {
      bad.push({ line: index + 1, text: shown.slice(0, 60), reason, detail });
    };
    const found = line.match(/\d{3}[\s\u00a0\u2009]\d{3}[\s\u00a0\u2009]\d{3}(?!\d)|\d+/g) ?? [];
    if (found.length === 0 && line.trim() !== '') fault('not_a_number', line.trim());
    for (const part of found) {
      const number = part.replace(/\D/g, '');
      const client = firm.clients.find(({ orgNo }) => orgNo === number);
      if (number.length === 11) fault('identity_number', '');
      else if (number.length !== 9) fault('not_a_number', number);
      else if (number === '999999999') fault('filler', number);
      else if (checkDigit(number.slice(0, 8)) !== Number(number[8])) fault('check_digit', number);
      else if (seen.has(number)) fault('repeated', number, String(seen.get(number)));
      else {
        seen.set(number, index + 1);
        if (!client) fault('unknown_client', number);
        else if (client.isDeleted) fault('client_deleted', number);
        else clients.push(client.id);
      }
    }
  });
  return { clients, numbers: seen.size, bad: bad.slice(0, 500), badCount: bad.length };
}
