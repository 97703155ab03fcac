// Jobs of the sample: they go on by a clock, row by row, and can be paused, cancelled, tried again and taken back.
import type { BulkAct, Event, Failure, Job, JobKind, JobRow, PlanRow } from '~/api/generated/surface';
import { CommandError, unexpected } from '~/errors/CommandError';
import { markKey, type FirmState } from './cells';

/** How often rows are settled, ms, and how many at a time. */
const STEP_MS = 700;
const AT_A_TIME = 5;

interface SampleJob {
  id: string;
  firm: FirmState;
  kind: JobKind;
  agents: string[];
  rows: JobRow[];
  state: Job['state'];
  waiting: Failure | null;
  calls: number;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  undoOf: string | null;
  undoneBy: string | null;
}

const lacksPackage: Failure = {
  code: 'client_lacks_package',
  retry: 'later',
  afterS: null,
  upstreamCode: 'AM.VLD-00026',
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  context: {},
};

/** The jobs of all firms. */
export function sampleJobs(emit: (event: Event) => void, now: () => number) {
  const jobs: SampleJob[] = [];
  const at = () => new Date(now()).toISOString();

  const shown = (job: SampleJob): Job => {
    const count = (...states: JobRow['state'][]) =>
      job.rows.filter(({ state }) => states.includes(state)).length;
    return {
      id: job.id,
      firm: job.firm.id,
      firmName: job.firm.name,
      kind: job.kind,
      agents: job.agents,
      state: job.state,
      adds: job.rows.filter(({ act }) => act === 'add').length,
      removes: job.rows.filter(({ act }) => act === 'remove').length,
      total: job.rows.length,
      settled: count('changed', 'already', 'failed'),
      changed: count('changed'),
      already: count('already'),
      failed: count('failed'),
      unknown: count('unknown'),
      calls: job.calls,
      waiting: job.waiting,
      resumesAt: null,
      createdAt: job.createdAt,
      startedAt: job.startedAt,
      endedAt: job.endedAt,
      undoable: ['done', 'cancelled'].includes(job.state) && job.undoneBy === null ? count('changed') : 0,
      undoOf: job.undoOf,
      undoneBy: job.undoneBy,
    };
  };
  const one = (id: string): SampleJob => {
    const found = jobs.find((job) => job.id === id);
    if (!found) throw new CommandError({ ...unexpected('sample'), code: 'not_found' });
    return found;
  };
  const changed = () => {
    emit({ kind: 'changed', topics: ['jobs', 'clients'] });
  };

  /** Settles a row, as if Altinn had answered. */
  const settle = (job: SampleJob, row: JobRow) => {
    const client = job.firm.clients.find(({ id }) => id === row.client);
    const key = markKey(row.client, row.agent);
    job.calls += 1;
    row.at = at();
    // One client in the sample has withdrawn what it gave since it was read.
    if (client?.name === 'Nordlys Bakeri AS' && row.act === 'add' && job.kind !== 'undo') {
      row.state = 'failed';
      row.failure = lacksPackage;
      job.firm.marks.set(key, { state: 'failed', failure: lacksPackage });
      return;
    }
    job.firm.marks.delete(key);
    row.state = 'changed';
    if (!client) return;
    const holds = client.held.get(row.agent) ?? new Set<string>();
    for (const code of row.packages) {
      if (row.act === 'add') holds.add(code);
      else holds.delete(code);
    }
    if (holds.size > 0) client.held.set(row.agent, holds);
    else client.held.delete(row.agent);
  };
  const step = (job: SampleJob) => {
    if (job.state !== 'running') return;
    for (const row of job.rows.filter(({ state }) => state === 'waiting').slice(0, AT_A_TIME))
      settle(job, row);
    if (!job.rows.some(({ state }) => state === 'waiting')) {
      job.state = 'done';
      job.endedAt = at();
      job.calls += job.agents.length;
      emit({ kind: 'job_stopped', job: shown(job) });
    }
    changed();
  };
  let clock: ReturnType<typeof setInterval> | null = null;
  const run = () => {
    clock ??= setInterval(() => {
      for (const job of jobs) step(job);
      if (!jobs.some(({ state }) => state === 'running') && clock !== null) {
        clearInterval(clock);
        clock = null;
      }
    }, STEP_MS);
  };

  const start = (
    firm: FirmState,
    kind: JobKind,
    rows: readonly PlanRow[],
    undoOf: string | null = null,
  ): SampleJob => {
    const changing = rows.filter(({ outcome }) => outcome === 'add' || outcome === 'remove');
    if (changing.length === 0) throw new CommandError({ ...unexpected('sample'), code: 'nothing_to_change' });
    const job: SampleJob = {
      id: `j${jobs.length + 1}`,
      firm,
      kind,
      agents: firm.agents
        .filter(({ id }) => changing.some((row) => row.agent === id))
        .map(({ title }) => title),
      rows: changing.map(({ client, name, orgNo, agent, outcome, packages }): JobRow => ({
        client,
        name,
        orgNo,
        agent,
        agentTitle: firm.agents.find(({ id }) => id === agent)?.title ?? '',
        act: outcome as BulkAct,
        packages,
        state: 'waiting',
        failure: null,
        at: null,
      })),
      state: 'running',
      waiting: null,
      calls: 0,
      createdAt: at(),
      startedAt: at(),
      endedAt: null,
      undoOf,
      undoneBy: null,
    };
    for (const { client, agent } of job.rows)
      firm.marks.set(markKey(client, agent), { state: 'pending', failure: null });
    jobs.unshift(job);
    run();
    return job;
  };
  const free = (job: SampleJob, rows: readonly JobRow[]) => {
    for (const { client, agent } of rows) job.firm.marks.delete(markKey(client, agent));
  };

  return {
    /** How many of a firm are not over. */
    open: (firm: FirmState) =>
      jobs.filter((job) => job.firm === firm && !['done', 'cancelled'].includes(job.state)).length,
    list: () => jobs.map(shown),
    view: (id: string) => ({ job: shown(one(id)), rows: one(id).rows }),
    start: (firm: FirmState, kind: JobKind, rows: readonly PlanRow[]) => shown(start(firm, kind, rows)),
    /** Goes so many steps at once: for a world that begins in the middle. */
    advance: (id: string, steps: number) => {
      for (let done = 0; done < steps; done++) step(one(id));
    },
    pause: (id: string) => {
      one(id).state = 'paused';
      return shown(one(id));
    },
    resume: (id: string) => {
      one(id).state = 'running';
      run();
      return shown(one(id));
    },
    cancel: (id: string) => {
      const job = one(id);
      const left = job.rows.filter(({ state }) => state === 'waiting');
      free(job, left);
      for (const row of left) row.state = 'dropped';
      job.state = 'cancelled';
      job.endedAt = at();
      return shown(job);
    },
    retry: (id: string) => {
      const job = one(id);
      for (const row of job.rows.filter(({ state }) => state === 'failed')) {
        row.state = 'waiting';
        row.failure = null;
        job.firm.marks.set(markKey(row.client, row.agent), { state: 'pending', failure: null });
      }
      job.state = 'running';
      job.endedAt = null;
      run();
      return shown(job);
    },
    undo: (id: string) => {
      const job = one(id);
      const rows = job.rows
        .filter(({ state }) => state === 'changed')
        .map(({ client, name, orgNo, agent, act, packages }): PlanRow => ({
          client,
          name,
          orgNo,
          agent,
          outcome: act === 'add' ? 'remove' : 'add',
          packages,
          block: null,
        }));
      const undoing = start(job.firm, 'undo', rows, job.id);
      job.undoneBy = undoing.id;
      return shown(undoing);
    },
  };
}
