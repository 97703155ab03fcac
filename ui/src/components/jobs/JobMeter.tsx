import type { Job } from '~/api/generated/surface';
import { useWords } from '~/i18n';
import { jobProgress } from './job-words';
import styles from './JobMeter.module.css';

/** How far a job has come. The failed part is drawn apart, and said in the words beside it. */
export function JobMeter({ job, label }: { job: Job; label: string }) {
  const t = useWords();
  const share = (part: number) => (job.total === 0 ? 0 : (part * 100) / job.total);
  return (
    <svg
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={job.total}
      aria-valuenow={job.settled}
      aria-valuetext={jobProgress(t, job)}
      className={styles.meter}
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
    >
      <rect className={styles.done} width={share(job.settled - job.failed)} height={6} />
      <rect
        className={styles.failed}
        x={share(job.settled - job.failed)}
        width={share(job.failed)}
        height={6}
      />
    </svg>
  );
}
