import { Tag } from '@digdir/designsystemet-react';
import {
  ArrowsCirclepathIcon,
  CheckmarkCircleIcon,
  CircleSlashIcon,
  ExclamationmarkTriangleIcon,
  HourglassIcon,
  PauseIcon,
} from '@navikt/aksel-icons';
import type { Job, JobState } from '~/api/generated/surface';
import { Icon, type IconShape } from '~/components/Icon';
import { isOver, jobProgress, jobTitle } from '~/components/jobs/job-words';
import { useDates, useWords } from '~/i18n';
import styles from './JobItem.module.css';

const icons: Record<JobState, IconShape> = {
  queued: HourglassIcon,
  running: ArrowsCirclepathIcon,
  paused: PauseIcon,
  waiting: ExclamationmarkTriangleIcon,
  done: CheckmarkCircleIcon,
  cancelled: CircleSlashIcon,
};

/** A job in the list: what it does, how far, when. */
export function JobItem({ job }: { job: Job }) {
  const t = useWords();
  const dates = useDates();
  return (
    <div className={styles.item}>
      <span className={styles.icon}>
        <Icon of={icons[job.state]} />
      </span>
      <div className={styles.words}>
        <span className={`ell ${styles.title ?? ''}`}>{jobTitle(t, job)}</span>
        <span className="ell muted sm num">
          {[
            isOver(job) ? dates.when(job.createdAt) : jobProgress(t, job),
            job.undoneBy !== null && t('jobs.undone'),
          ]
            .filter(Boolean)
            .join(', ')}
        </span>
      </div>
      {job.failed > 0 ? (
        <Tag data-color="danger">{t('jobs.failed', { count: job.failed })}</Tag>
      ) : job.state === 'paused' ? (
        <Tag data-color="neutral">{t('jobs.state.paused')}</Tag>
      ) : job.state === 'waiting' ? (
        <Tag data-color="warning">{t('jobs.state.waiting')}</Tag>
      ) : null}
    </div>
  );
}
