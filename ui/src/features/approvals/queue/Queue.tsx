import { useNavigate } from '@tanstack/react-router';
import { Button } from '@digdir/designsystemet-react';
import type { Queue as QueueData, QueueRow } from '~/api/generated/surface';
import { EmptyState } from '~/components/EmptyState';
import { FailureNotice } from '~/components/FailureNotice';
import { FilterChips, ListHead } from '~/components/ListHead';
import { NewPill } from '~/components/NewPill';
import { OfflineStrip } from '~/components/OfflineStrip';
import { AgeStrip } from '~/components/rights/AgeStrip';
import { SourceFailures } from '~/components/rights/SourceFailures';
import { UnreadStrip } from '~/components/rights/UnreadStrip';
import { ScopeChip } from '~/components/scope/ScopeChip';
import { useScope } from '~/components/scope/ScopeProvider';
import { SkeletonRows } from '~/components/Skeleton';
import { VirtualListbox } from '~/components/VirtualListbox';
import type { CommandError } from '~/errors/CommandError';
import { useDates, useWords } from '~/i18n';
import { LinkPanel } from './LinkPanel';
import { listingWords } from './listing-words';
import { countKinds, isOver, kinds, type KindFilter, type Order } from './queue-view';
import styles from './Queue.module.css';
import { RequestRow } from './RequestRow';
import { rowName } from './row-words';
import { SortMenu } from './SortMenu';

/** Height of a row, px: three lines, never a fourth. */
const ROW = 90;

/** Everything that waits for this person, over all organisations. */
export function Queue({
  queue,
  error,
  rows,
  filter,
  order,
  selectedKey,
  held,
  onRelease,
  onPointerOver,
  onFilter,
  onOrder,
  onRefresh,
  onDismiss,
}: {
  queue: QueueData | undefined;
  error: CommandError | null;
  /** The rows as arranged. */
  rows: QueueRow[];
  filter: KindFilter;
  order: Order;
  selectedKey: string | null;
  /** New rows that wait behind the pill. */
  held: number;
  onRelease: () => void;
  /** The pointer came over the list, or left it. */
  onPointerOver: (over: boolean) => void;
  onFilter: (filter: KindFilter) => void;
  onOrder: (order: Order) => void;
  onRefresh: () => void;
  onDismiss: (key: string) => void;
}) {
  const t = useWords();
  const navigate = useNavigate();
  const { scope, group } = useScope();
  const count = countKinds(queue?.rows ?? []);
  return (
    <>
      <ListHead
        title={t('approvals.title')}
        // «None» is only said where Altinn gives us the list.
        note={
          queue && (queue.waiting > 0 || queue.listing.way === 'api')
            ? t('approvals.waiting', { count: queue.waiting })
            : undefined
        }
        end={<SortMenu order={order} onChange={onOrder} />}
      >
        {(scope ?? group) !== null && <ScopeChip />}
        <FilterChips<KindFilter>
          label={t('approvals.filter.label')}
          value={filter}
          onChange={onFilter}
          options={[
            { key: 'all', label: t('approvals.filter.all'), count: count.all },
            ...kinds
              .filter((kind) => kind !== 'change' || count.change > 0)
              .map((kind) => ({ key: kind, label: t(`approvals.kind.${kind}`), count: count[kind] })),
          ]}
        />
      </ListHead>
      <OfflineStrip />
      {queue?.fetchedAt != null && queue.listing.way === 'api' && (
        <AgeStrip at={queue.fetchedAt} onRefresh={onRefresh} />
      )}
      {queue && <SourceFailures failures={queue.failures} onRetry={onRefresh} />}
      {queue && queue.organisations > 0 && <UnreadStrip what="requests" unread={queue.unread} />}
      {error && <FailureNotice failure={error.failure} retry={onRefresh} />}
      <div
        className={styles.body}
        onPointerEnter={() => {
          onPointerOver(true);
        }}
        onPointerLeave={() => {
          onPointerOver(false);
        }}
      >
        {held > 0 && (
          <div className={styles.pill}>
            <NewPill label={t('approvals.new', { count: held })} onClick={onRelease} />
          </div>
        )}
        {queue === undefined && error === null && <SkeletonRows count={6} height={ROW} />}
        {queue && rows.length === 0 && (
          <Nothing
            queue={queue}
            filter={filter}
            onAll={() => {
              onFilter('all');
            }}
          />
        )}
        {rows.length > 0 && (
          <VirtualListbox
            label={t('approvals.list')}
            count={rows.length}
            rowAt={(index) => rows[index]}
            rowKey={({ key }) => key}
            rowName={(row) => rowName(t, row)}
            rowHeight={ROW}
            renderRow={(row, { selected }) => <RequestRow row={row} selected={selected} />}
            selectedKey={selectedKey}
            onOpen={({ key }) => {
              void navigate({ to: '/approvals/$key', params: { key } });
            }}
            onRowKey={(row, event) => {
              if (event.key !== 'Delete' || !isOver(row.state)) return false;
              onDismiss(row.key);
              return true;
            }}
          />
        )}
      </div>
      {/* Over an empty list the reason stands in the list's place. */}
      <LinkPanel listing={rows.length > 0 ? queue?.listing : undefined} />
    </>
  );
}

/** Nothing to decide: when that was checked, and what else one can do. */
function Nothing({ queue, filter, onAll }: { queue: QueueData; filter: KindFilter; onAll: () => void }) {
  const t = useWords();
  const dates = useDates();
  if (filter !== 'all' && queue.rows.length > 0) {
    return (
      <EmptyState title={t('approvals.empty.filtered')}>
        <Button variant="secondary" className="xs" onClick={onAll}>
          {t('approvals.empty.showAll')}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t(queue.listing.way === 'api' ? 'approvals.empty.title' : 'approvals.empty.titleLinks')}
      {...(queue.fetchedAt !== null &&
        queue.listing.way === 'api' &&
        queue.organisations > 0 && {
          note: t('approvals.empty.note', { time: dates.when(queue.fetchedAt), count: queue.organisations }),
        })}
    >
      {listingWords(t, queue.listing) ??
        t(queue.organisations === 0 ? 'approvals.empty.nowhere' : 'approvals.empty.text')}
    </EmptyState>
  );
}
