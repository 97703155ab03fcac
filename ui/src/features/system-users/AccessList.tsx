import { Button } from '@digdir/designsystemet-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState, type RefObject } from 'react';
import type { SystemUserKind, SystemUserRow, SystemUsersPage } from '~/api/generated/surface';
import { EmptyState } from '~/components/EmptyState';
import { FailureNotice } from '~/components/FailureNotice';
import { FilterChips, ListHead } from '~/components/ListHead';
import { OfflineStrip } from '~/components/OfflineStrip';
import { AgeStrip } from '~/components/rights/AgeStrip';
import { FindButton, FindField, type Find } from '~/components/rights/FindField';
import { SourceFailures } from '~/components/rights/SourceFailures';
import { UnreadStrip } from '~/components/rights/UnreadStrip';
import { ScopeChip } from '~/components/scope/ScopeChip';
import { useScope } from '~/components/scope/ScopeProvider';
import { SkeletonRows } from '~/components/Skeleton';
import { VirtualListbox, type RowGroup } from '~/components/VirtualListbox';
import type { CommandError } from '~/errors/CommandError';
import { useDates, useWords } from '~/i18n';
import { accessKey, arrangeAccesses, groupOf } from './access-list';
import { AccessRow } from './AccessRow';

/** Height of a row, px. */
const ROW = 58;

/** Which kinds are shown. */
export type KindFilter = 'all' | SystemUserKind;

/** Every system access of every organisation, in one list. */
export function AccessList({
  page,
  error,
  kind,
  find,
  findField,
  selected,
  onKind,
  onRefresh,
}: {
  page: SystemUsersPage | undefined;
  error: CommandError | null;
  kind: KindFilter;
  find: Find;
  findField: RefObject<HTMLInputElement | null>;
  selected: string | null;
  onKind: (kind: KindFilter) => void;
  onRefresh: () => void;
}) {
  const t = useWords();
  const navigate = useNavigate();
  const { scope } = useScope();
  // Rows do not change groups under the reader's eyes: what is new is settled when the list is drawn first.
  const [now] = useState(() => Date.now());
  const { rows, sizes } = useMemo(() => arrangeAccesses(page?.rows ?? [], now), [page, now]);
  const total = page ? page.own + page.client : undefined;
  const group = (row: SystemUserRow): RowGroup => {
    const key = groupOf(row, now);
    return { key, label: t(`system-users.group.${key}`), count: sizes[key] };
  };
  return (
    <>
      <ListHead
        title={t('system-users.title')}
        note={total}
        end={<FindButton find={find} label={t('system-users.search')} />}
      >
        <ScopeChip />
        <FilterChips<KindFilter>
          label={t('system-users.filter.label')}
          value={kind}
          onChange={(next) => {
            // Pressed again, a filter is taken off.
            onKind(next === kind ? 'all' : next);
          }}
          options={[
            { key: 'own', label: t('system-users.filter.own'), count: page?.own },
            { key: 'client', label: t('system-users.filter.client'), count: page?.client },
          ]}
        />
        <FindField find={find} field={findField} label={t('system-users.search')} />
      </ListHead>
      <OfflineStrip />
      {page?.fetchedAt != null && <AgeStrip at={page.fetchedAt} onRefresh={onRefresh} />}
      {page && <SourceFailures failures={page.failures} onRetry={onRefresh} />}
      {page && page.organisations > 0 && <UnreadStrip what="system_users" unread={page.unread} />}
      {error && <FailureNotice failure={error.failure} retry={onRefresh} />}
      {page === undefined && error === null && <SkeletonRows count={9} height={ROW} />}
      {page && rows.length === 0 && (
        <Nothing
          page={page}
          narrowed={kind !== 'all' || find.text !== '' || scope !== null}
          onAll={() => {
            onKind('all');
            find.change('');
          }}
        />
      )}
      {rows.length > 0 && (
        <VirtualListbox<SystemUserRow>
          label={t('system-users.title')}
          count={rows.length}
          rowAt={(index) => rows[index]}
          rowKey={accessKey}
          rowName={({ title, vendor, organisation, kind: of }) =>
            t(`system-users.row.name.${of}`, { title, vendor, organisation })
          }
          rowHeight={ROW}
          {...(sizes.recent > 0 && sizes.rest > 0 && { groupOf: group })}
          renderRow={(row) => <AccessRow row={row} />}
          selectedKey={selected}
          onOpen={({ partyUuid, id }) => {
            void navigate({ to: '/system-users/$partyUuid/$id', params: { partyUuid, id } });
          }}
        />
      )}
    </>
  );
}

function Nothing({ page, narrowed, onAll }: { page: SystemUsersPage; narrowed: boolean; onAll: () => void }) {
  const t = useWords();
  const dates = useDates();
  if (narrowed) {
    return (
      <EmptyState title={t('system-users.empty.filtered')}>
        <Button variant="secondary" className="xs" onClick={onAll}>
          {t('system-users.empty.showAll')}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t('system-users.empty.title')}
      {...(page.fetchedAt !== null &&
        page.organisations > 0 && {
          note: t('system-users.empty.note', { time: dates.when(page.fetchedAt), count: page.organisations }),
        })}
    >
      {t('system-users.empty.text')}
    </EmptyState>
  );
}
