import {
  ArrowsCirclepathIcon,
  ExclamationmarkTriangleIcon,
  HourglassIcon,
  PauseIcon,
} from '@navikt/aksel-icons';
import { Link } from '@tanstack/react-router';
import { useCallback, useRef } from 'react';
import type { Job, JobState } from '~/api/generated/surface';
import { useRead } from '~/api/queries';
import { Icon, type IconShape } from '~/components/Icon';
import { isOver, jobProgress, jobTitle } from '~/components/jobs/job-words';
import { JobMeter } from '~/components/jobs/JobMeter';
import { useJobActs } from '~/components/jobs/useJobActs';
import { useFocusOnward } from '~/components/useFocusOnward';
import { small, useMedia } from '~/components/useMedia';
import { useWords } from '~/i18n';
import styles from './JobNote.module.css';
import { placeInSheet } from './panes';
import { PassingButton } from './PassingButton';

const icons: Partial<Record<JobState, IconShape>> = {
  running: ArrowsCirclepathIcon,
  paused: PauseIcon,
  queued: HourglassIcon,
  waiting: ExclamationmarkTriangleIcon,
};

/** The job to show: the one that runs, else the one that needs somebody, else the next. */
function toShow(jobs: readonly Job[]): Job | undefined {
  const order: JobState[] = ['running', 'waiting', 'paused', 'queued'];
  const open = jobs.filter((job) => !isOver(job));
  return order.map((state) => open.find((job) => job.state === state)).find((job) => job !== undefined);
}

/** A job on its way, wherever one is in the window: how far, pausing it, and the way to its page. */
export function JobNote() {
  const { data } = useRead('client_jobs', {});
  const job = data && toShow(data.jobs);
  if (!job) return null;
  return <Note job={job} more={data.jobs.filter((one) => !isOver(one)).length - 1} />;
}

function Note({ job, more }: { job: Job; more: number }) {
  const t = useWords();
  const isSmall = useMedia(small);
  const acts = useJobActs();
  const note = useRef<HTMLElement>(null);
  const link = useRef<HTMLAnchorElement>(null);
  // It goes when its job ends, and one goes on in the screen; a job that only waits its turn cannot be paused.
  useFocusOnward(note, placeInSheet);
  const toLink = useCallback(() => link.current, []);
  const title = jobTitle(t, job);
  const stopped = job.state === 'paused' || job.state === 'waiting';
  return (
    <section ref={note} aria-label={t('jobs.note')} className={styles.note}>
      {/* Read aloud at every tenth, not at every row. */}
      <span role="status" className="vh">
        {t('jobs.percent', { title, percent: Math.floor((job.settled * 10) / Math.max(1, job.total)) * 10 })}
      </span>
      <Icon of={icons[job.state] ?? ArrowsCirclepathIcon} size="s" />
      <span className={`ell ${styles.title ?? ''}`}>{title}</span>
      {!isSmall && <JobMeter job={job} label={title} />}
      <span className="nowrap">{jobProgress(t, job)}</span>
      {more > 0 && <span className={`muted ${styles.more ?? ''}`}>{t('jobs.more', { count: more })}</span>}
      {job.state !== 'queued' && (
        <PassingButton
          place={toLink}
          onClick={() => {
            if (stopped) acts.resume(job);
            else acts.pause(job);
          }}
        >
          {t(stopped ? 'jobs.resume' : 'jobs.pause')}
        </PassingButton>
      )}
      <Link ref={link} to="/clients/$view/$id" params={{ view: 'jobs', id: job.id }} className="linkButton">
        {t('jobs.show')}
      </Link>
    </section>
  );
}
