import { Alert, Button } from '@digdir/designsystemet-react';
import { useNavigate } from '@tanstack/react-router';
import type { RefObject } from 'react';
import type { ActivityFilter, ActivityRow, ChainState } from '~/api/generated/surface';
import { Announce } from '~/components/Announce';
import { EmptyState } from '~/components/EmptyState';
import { FailureNotice } from '~/components/FailureNotice';
import { FilterChips, ListHead } from '~/components/ListHead';
import { FindButton, FindField, type Find } from '~/components/rights/FindField';
import { ScopeChip } from '~/components/scope/ScopeChip';
import { useScope } from '~/components/scope/ScopeProvider';
import { ShowAll } from '~/components/scope/ShowAll';
import { SkeletonRows } from '~/components/Skeleton';
import { VirtualListbox, type RowGroup } from '~/components/VirtualListbox';
import { useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';
import { ExportMenu } from './ExportMenu';
import { EventRow, useEventTime } from './EventRow';
import { actWords, eventDetail } from './event-words';
import styles from './LogPane.module.css';
import { PAGE, type Log } from './useLog';

/** Height of a row, px. */
const ROW = 52;
const filters: readonly ActivityFilter[] = ['all', 'approved', 'rejected', 'withdrawn', 'messages', 'other'];

/** Everything that was done from this machine, newest first. */
export function LogPane({
  log,
  filter,
  find,
  findField,
  selected,
  onFilter,
  onPrint,
}: {
  log: Log;
  filter: ActivityFilter;
  find: Find;
  findField: RefObject<HTMLInputElement | null>;
  selected: string | null;
  onFilter: (filter: ActivityFilter) => void;
  onPrint: () => void;
}) {
  const t = useWords();
  const dates = useDates();
  const navigate = useNavigate();
  const time = useEventTime();
  const sentence = useSentence();
  const { scope, group } = useScope();
  const whose = scope?.name ?? group?.name;
  const narrowed = filter !== 'all' || find.text !== '';
  const { total, rows } = log;
  // A group's size is only known when the whole log lies before us.
  const whole = total !== undefined && total <= PAGE;
  const sizes = new Map<string, number>();
  if (whole) {
    for (const row of rows) {
      const key = dates.dayGroupKey(row.at);
      sizes.set(key, (sizes.get(key) ?? 0) + 1);
    }
  }
  const groupOf = ({ at }: ActivityRow): RowGroup => {
    const key = dates.dayGroupKey(at);
    const count = sizes.get(key);
    return { key, label: dates.dayGroup(at), ...(count !== undefined && { count }) };
  };

  return (
    <>
      <ListHead
        title={t('activity.title')}
        note={<span className="sm">{t('activity.note')}</span>}
        end={
          <>
            <FindButton find={find} label={t('activity.search')} />
            <ExportMenu onPrint={onPrint} />
          </>
        }
      >
        {whose !== undefined && <ScopeChip />}
        <FilterChips<ActivityFilter>
          label={t('activity.filter.label')}
          value={filter}
          onChange={onFilter}
          options={filters.map((key) => ({ key, label: t(`activity.filter.${key}`) }))}
        />
        <FindField find={find} field={findField} label={t('activity.search')} />
      </ListHead>
      <Announce text={find.text !== '' && total !== undefined ? t('activity.count', { count: total }) : ''} />
      {log.chain && <ChainWarning chain={log.chain} />}
      {log.failure && <FailureNotice failure={log.failure} retry={log.retry} />}
      {total === undefined && !log.failure && <SkeletonRows count={8} height={ROW} />}
      {total === 0 &&
        (narrowed ? (
          <EmptyState title={t('activity.empty.filtered')}>
            <Button
              variant="secondary"
              className="xs"
              onClick={() => {
                find.change('');
                onFilter('all');
              }}
            >
              {t('activity.empty.showAll')}
            </Button>
          </EmptyState>
        ) : (
          <EmptyState
            title={
              whose === undefined ? t('activity.empty.title') : t('activity.empty.scope', { name: whose })
            }
          >
            <p>{t('activity.empty.text')}</p>
            <ShowAll />
          </EmptyState>
        ))}
      {total !== undefined && total > 0 && (
        <VirtualListbox
          label={t('activity.title')}
          count={total}
          rowAt={log.rowAt}
          rowKey={({ number }) => number}
          rowName={(row) =>
            [actWords(t, row), eventDetail(t, row, sentence), dates.when(row.at)]
              .filter((part) => part !== '')
              .join(', ')
          }
          rowHeight={ROW}
          groupOf={groupOf}
          renderRow={(row, { selected: isSelected }) => (
            <EventRow row={row} selected={isSelected} at={time(row.at)} />
          )}
          selectedKey={selected}
          onRange={log.want}
          onOpen={({ number }) => {
            void navigate({ to: '/activity/$number', params: { number } });
          }}
        />
      )}
    </>
  );
}

/** Somebody has been at the log. */
function ChainWarning({ chain }: { chain: ChainState }) {
  const t = useWords();
  if (chain.kind === 'whole') return null;
  return (
    <Alert data-color="danger" className={styles.chain}>
      <h2>{t('activity.chain.title')}</h2>
      <p>{t('activity.chain.text', { number: chain.number })}</p>
    </Alert>
  );
}
