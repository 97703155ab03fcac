import { Button } from '@digdir/designsystemet-react';
import { ExclamationmarkTriangleIcon, FileExportIcon, HourglassIcon } from '@navikt/aksel-icons';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Job, JobRow, JobRowState } from '~/api/generated/surface';
import { useWindowed } from '~/api/windowed';
import { Check } from '~/components/Check';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon } from '~/components/Icon';
import { jobProgress, jobStands, jobTitle, left, rowStates } from '~/components/jobs/job-words';
import { JobMeter } from '~/components/jobs/JobMeter';
import { FilterChips } from '~/components/ListHead';
import { formatOrgNo } from '~/components/OrgNo';
import { ReaderTitle } from '~/components/Reader';
import { useTitleAfterLoading } from '~/components/rights/useTitleAfterLoading';
import { SkeletonText } from '~/components/Skeleton';
import { VirtualListbox } from '~/components/VirtualListbox';
import { useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';
import { Numbers } from '../Numbers';
import { useExportClients } from '../useExportClients';
import { JobBar } from './JobBar';
import styles from './JobPane.module.css';
import { JobRowItem, rowWords } from './JobRowItem';

type Shown = JobRowState | 'all';

/** How many rows of a job are in a state, as far as its numbers say. */
function countOf(job: Job, state: JobRowState): number | undefined {
  if (state === 'failed') return job.failed;
  if (state === 'changed') return job.changed;
  if (state === 'already') return job.already;
  if (state === 'unknown') return job.unknown;
  return undefined;
}

/** A job: what is done, what remains, and what failed for whom and why. */
export function JobPane({ id }: { id: string }) {
  const t = useWords();
  const dates = useDates();
  const sentence = useSentence();
  const [shown, setShown] = useState<Shown>('all');
  const rows = useWindowed('client_job', { id, state: shown === 'all' ? null : shown });
  const exportClients = useExportClients();
  const { page, error } = rows;
  useTitleAfterLoading(page !== undefined || error !== null);
  if (error && !page)
    return (
      <div className={styles.head}>
        <ReaderTitle>{t('jobs.reader')}</ReaderTitle>
        <FailureNotice failure={error.failure} retry={rows.again} announce />
      </div>
    );
  if (!page)
    return (
      <div className={styles.head}>
        <ReaderTitle>{t('jobs.reader')}</ReaderTitle>
        <SkeletonText lines={5} />
      </div>
    );
  const { job } = page;
  const title = jobTitle(t, job);
  // A chip for each state that may have rows: what would show nothing is left out, unless it is on.
  const states = rowStates.filter((state) => {
    const count = countOf(job, state);
    if (state === shown) return true;
    if (count !== undefined) return count > 0;
    return state === 'dropped'
      ? job.state === 'cancelled'
      : state === 'waiting' && left(job) > 0 && job.state !== 'cancelled';
  });
  return (
    <>
      <header className={styles.head}>
        <div className="eyebrow">
          <span className="grow">{t(`jobs.kind.${job.kind}`)}</span>
          <span className="num nowrap">{t('jobs.made', { when: dates.when(job.createdAt) })}</span>
        </div>
        <h1 className={`h1 ${styles.title ?? ''}`} tabIndex={-1}>
          {title}
        </h1>
        <div className={styles.progress}>
          <JobMeter job={job} label={title} />
          <b className="num">{jobProgress(t, job)}</b>
          <span className="muted num">{t('jobs.calls', { count: job.calls })}</span>
        </div>
        <Numbers
          of={[
            { label: t('jobs.number.changed'), count: job.changed },
            { label: t('jobs.number.already'), count: job.already },
            { label: t('jobs.number.failed'), count: job.failed, failed: job.failed > 0 },
            { label: t('jobs.number.left'), count: left(job) },
          ]}
        />
        <Check sort={job.failed > 0 ? 'caution' : job.state === 'done' ? 'yes' : 'info'}>
          {jobStands(t, job)}
        </Check>
        {job.state === 'waiting' && job.waiting && <FailureNotice failure={job.waiting} compact />}
        {job.resumesAt !== null && (
          <Check sort="info" icon={HourglassIcon}>
            {t('jobs.resumesAt', { clock: dates.clock(job.resumesAt) })}
          </Check>
        )}
        {job.unknown > 0 && (
          <Check sort="caution" icon={ExclamationmarkTriangleIcon}>
            {t('jobs.unknown', { count: job.unknown })}
          </Check>
        )}
        {(job.undoOf ?? job.undoneBy) !== null && (
          <p className="sm">
            <Link to="/clients/$view/$id" params={{ view: 'jobs', id: job.undoOf ?? job.undoneBy ?? '' }}>
              {t(job.undoOf !== null ? 'jobs.undoOf' : 'jobs.undoneBy')}
            </Link>
          </p>
        )}
        <div className={styles.chips}>
          <FilterChips<Shown>
            label={t('jobs.rows.filter')}
            value={shown}
            onChange={setShown}
            options={[
              { key: 'all', label: t('jobs.rows.all'), count: job.total },
              ...states.map((state) => ({
                key: state,
                label: t(`jobs.row.${state}`),
                count: countOf(job, state),
              })),
            ]}
          />
          <span className="grow" />
          <Button
            variant="tertiary"
            className="xs"
            onClick={() => {
              exportClients({ kind: 'job', id });
            }}
          >
            <Icon of={FileExportIcon} size="s" />
            {t('clients.export')}
          </Button>
        </div>
      </header>
      {error && <FailureNotice failure={error.failure} compact retry={rows.again} />}
      {page.total === 0 ? (
        <p className={`muted ${styles.none ?? ''}`}>{t('jobs.rows.none')}</p>
      ) : (
        <VirtualListbox<JobRow>
          label={t('jobs.rows.list', { count: page.total })}
          count={page.total}
          rowAt={rows.rowAt}
          onRange={rows.onRange}
          rowKey={(row) => `${row.client} ${row.agent}`}
          rowName={(row) =>
            [
              row.name,
              row.orgNo !== null && t('common.orgNo', { number: formatOrgNo(row.orgNo) }),
              row.agentTitle,
              rowWords(t, sentence, row),
            ]
              .filter(Boolean)
              .join(', ')
          }
          rowHeight={44}
          selectedKey={null}
          bar={false}
          onOpen={() => undefined}
          renderRow={(row) => <JobRowItem row={row} several={job.agents.length > 1} />}
        />
      )}
      <JobBar job={job} />
    </>
  );
}
