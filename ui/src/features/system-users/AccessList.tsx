import { Button } from '@digdir/designsystemet-react';
import { PlusIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState, type RefObject } from 'react';
import type { SystemUserKind, SystemUserRow, SystemUsersPage } from '~/api/generated/surface';
import { EmptyState } from '~/components/EmptyState';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon } from '~/components/Icon';
import { FilterChips, ListHead } from '~/components/ListHead';
import { OfflineStrip } from '~/components/OfflineStrip';
import { usePanes } from '~/components/Panes';
import { AgeStrip } from '~/components/rights/AgeStrip';
import { FindButton, FindField, type Find } from '~/components/rights/FindField';
import { SourceFailures } from '~/components/rights/SourceFailures';
import { UnreadStrip } from '~/components/rights/UnreadStrip';
import { ScopeChip } from '~/components/scope/ScopeChip';
import { useScope } from '~/components/scope/ScopeProvider';
import { ShowAll } from '~/components/scope/ShowAll';
import { SkeletonRows } from '~/components/Skeleton';
import { VirtualListbox, type RowGroup } from '~/components/VirtualListbox';
import type { CommandError } from '~/errors/CommandError';
import { useDates, useWords } from '~/i18n';
import { useRead } from '~/api/queries';
import { accessKey, arrangeAccesses, groupOf } from './access-list';
import { accessName } from './access-words';
import { AccessRow } from './AccessRow';
import { moveOf } from '~/components/moves';
import { MovesStrip } from './move/MovesStrip';
import { VanishedStrip } from './watch/VanishedStrip';

/** Height of a row, px. */
const ROW = 58;

/** Which kinds are shown. */
export type KindFilter = 'all' | 'changed' | SystemUserKind;

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
  const panes = usePanes();
  // Rows do not change groups under the reader's eyes: what is new is settled when the list is drawn first.
  const [now] = useState(() => Date.now());
  const { rows, sizes } = useMemo(() => arrangeAccesses(page?.rows ?? [], now), [page, now]);
  const several = Object.values(sizes).filter((size) => size > 0).length > 1;
  const { data: moves } = useRead('moves', {});
  const moving = (row: SystemUserRow) => moves !== undefined && moveOf(moves.rows, row) !== undefined;
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
        end={
          <>
            <FindButton find={find} label={t('system-users.search')} />
            <Button
              variant="secondary"
              className="xs"
              aria-label={t('creation.newFull')}
              onClick={() => {
                void navigate({ to: '/system-users/new' });
                panes?.focusReader();
              }}
            >
              <Icon of={PlusIcon} size="s" />
              {t('creation.new')}
            </Button>
          </>
        }
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
            ...(kind === 'changed' || (page?.changed ?? 0) > 0
              ? [{ key: 'changed' as const, label: t('system-users.filter.changed'), count: page?.changed }]
              : []),
          ]}
        />
        <FindField find={find} field={findField} label={t('system-users.search')} />
      </ListHead>
      <OfflineStrip />
      {page?.fetchedAt != null && <AgeStrip at={page.fetchedAt} onRefresh={onRefresh} />}
      {page && <SourceFailures failures={page.failures} onRetry={onRefresh} />}
      {page && page.organisations > 0 && <UnreadStrip what="system_users" unread={page.unread} />}
      <MovesStrip />
      <VanishedStrip />
      {error && <FailureNotice failure={error.failure} retry={onRefresh} />}
      {page === undefined && error === null && <SkeletonRows count={9} height={ROW} />}
      {page && rows.length === 0 && (
        <Nothing
          page={page}
          narrowed={kind !== 'all' || find.text !== ''}
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
          rowName={(row) => accessName(t, row, moving(row))}
          rowHeight={ROW}
          {...(several && { groupOf: group })}
          renderRow={(row) => <AccessRow row={row} moving={moving(row)} />}
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
  const { scope, group } = useScope();
  const whose = scope?.name ?? group?.name;
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
      title={
        whose === undefined ? t('system-users.empty.title') : t('system-users.empty.scope', { name: whose })
      }
      {...(page.fetchedAt !== null &&
        page.organisations > 0 && {
          note: t('system-users.empty.note', { time: dates.when(page.fetchedAt), count: page.organisations }),
        })}
    >
      <p>{t('system-users.empty.text')}</p>
      <ShowAll />
    </EmptyState>
  );
}
