import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { ClientFirm, Job } from '~/api/generated/surface';
import { useRead } from '~/api/queries';
import { EmptyState } from '~/components/EmptyState';
import { isOver, jobProgress, jobStands, jobTitle } from '~/components/jobs/job-words';
import { ListHead } from '~/components/ListHead';
import { NotRead } from '~/components/NotRead';
import { OfflineStrip } from '~/components/OfflineStrip';
import { EmptyReader } from '~/components/rights/EmptyReader';
import { SkeletonRows } from '~/components/Skeleton';
import { SplitPane } from '~/components/SplitPane';
import { VirtualListbox, type RowGroup } from '~/components/VirtualListbox';
import { useDates, useWords } from '~/i18n';
import { FirmChip } from '../firm/FirmChip';
import type { Firms } from '../firm/useFirm';
import { JobItem } from './JobItem';
import { JobPane } from './JobPane';

/** Height of a row, px. */
const ROW = 58;

/** Oppdrag: changes to many on their way, and those that are over. */
export function JobsView({ firms, firm, id }: { firms: Firms; firm: ClientFirm; id: string | null }) {
  const t = useWords();
  const dates = useDates();
  const navigate = useNavigate();
  const { data, error, refetch } = useRead('client_jobs', {});
  const jobs = (data?.jobs ?? []).filter((job) => job.firm === firm.partyUuid || job.id === id);
  const rows = [...jobs.filter((job) => !isOver(job)), ...jobs.filter(isOver)];
  const open = rows.filter((job) => !isOver(job)).length;
  const back = useCallback(() => {
    void navigate({ to: '/clients/$view', params: { view: 'jobs' } });
  }, [navigate]);
  const show = (job: Job) =>
    void navigate({ to: '/clients/$view/$id', params: { view: 'jobs', id: job.id }, replace: id !== null });
  const group = (job: Job): RowGroup =>
    isOver(job)
      ? { key: 'over', label: t('jobs.group.over'), count: rows.length - open }
      : { key: 'open', label: t('jobs.group.open'), count: open };
  return (
    <SplitPane
      id="jobs"
      width={26}
      listLabel={t('jobs.title')}
      list={
        <>
          <ListHead title={t('jobs.title')} note={data && t('jobs.count', { count: rows.length })}>
            <FirmChip firms={firms} />
          </ListHead>
          <OfflineStrip />
          <NotRead of={{ error, refetch }} />
          {!data && !error && <SkeletonRows height={ROW} />}
          {data && rows.length === 0 && (
            <EmptyState title={t('jobs.empty')}>
              <p>{t('jobs.emptyText')}</p>
            </EmptyState>
          )}
          {rows.length > 0 && (
            <VirtualListbox
              label={t('jobs.title')}
              count={rows.length}
              rowAt={(index) => rows[index]}
              rowKey={(job) => job.id}
              rowName={(job) =>
                [jobTitle(t, job), jobProgress(t, job), jobStands(t, job), dates.when(job.createdAt)].join(
                  ', ',
                )
              }
              rowHeight={ROW}
              {...(open > 0 && open < rows.length && { groupOf: group })}
              selectedKey={id}
              onMove={show}
              onOpen={show}
              renderRow={(job) => <JobItem job={job} />}
            />
          )}
        </>
      }
      reader={id === null ? <EmptyReader>{t('jobs.choose')}</EmptyReader> : <JobPane key={id} id={id} />}
      readerLabel={t('jobs.reader')}
      readerOpen={id !== null}
      onBack={back}
      backLabel={t('jobs.title')}
    />
  );
}
