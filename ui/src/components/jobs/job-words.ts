// A job in words: what it does, how far it has come, and what it waits for.
import type { Job, JobRowState } from '~/api/generated/surface';
import type { Words } from '~/i18n';

/** Whether a job is over. */
export function isOver({ state }: Pick<Job, 'state'>): boolean {
  return state === 'done' || state === 'cancelled';
}

/** Rows that are not settled. */
export function left({ total, settled }: Pick<Job, 'total' | 'settled'>): number {
  return Math.max(0, total - settled);
}

/** Whether the job's systems are to be named, or only counted. */
const NAMED = 2;

/** «KystMva: legger til 212 klienter»: while it is not over in the present, afterwards in the past. */
export function jobTitle(t: Words, job: Job): string {
  const agents =
    job.agents.length > NAMED ? t('jobs.agents', { count: job.agents.length }) : t.list(job.agents);
  const sort = job.kind === 'undo' ? 'undo' : job.removes === 0 ? 'add' : job.adds === 0 ? 'remove' : 'both';
  const facts = { agents, count: job.total, adds: job.adds, removes: job.removes };
  return t(isOver(job) ? `jobs.title.${sort}Done` : `jobs.title.${sort}`, facts);
}

/** «136 av 212, 1 feilet». */
export function jobProgress(t: Words, job: Job): string {
  const of = t('jobs.progress', { settled: job.settled, total: job.total });
  return job.failed > 0 ? `${of}, ${t('jobs.failed', { count: job.failed })}` : of;
}

/** Where it stands, in one sentence. */
export function jobStands(t: Words, job: Job): string {
  switch (job.state) {
    case 'queued':
      return t('jobs.stands.queued');
    case 'running':
      return t('jobs.stands.running', { left: left(job) });
    case 'paused':
      return t('jobs.stands.paused', { left: left(job) });
    case 'waiting':
      return t('jobs.stands.waiting', { left: left(job) });
    case 'done':
      return job.failed > 0
        ? t('jobs.stands.doneFailed', { changed: job.changed, failed: job.failed })
        : t('jobs.stands.done', { changed: job.changed, already: job.already });
    case 'cancelled':
      return t('jobs.stands.cancelled', { changed: job.changed, dropped: left(job) });
  }
}

/** Rows by state, in the order of the chips. */
export const rowStates: readonly JobRowState[] = [
  'failed',
  'waiting',
  'sent',
  'unknown',
  'changed',
  'already',
  'dropped',
];
