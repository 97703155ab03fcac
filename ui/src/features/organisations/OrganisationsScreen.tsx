import { Input } from '@digdir/designsystemet-react';
import { ArrowsCirclepathIcon, StarFillIcon, StarIcon } from '@navikt/aksel-icons';
import { Button } from '@digdir/designsystemet-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useDeferredValue, useRef, useState } from 'react';
import type { OrganisationGroup, OrganisationRow } from '~/api/generated/surface';
import { useOrganisationRows } from '~/api/organisation-rows';
import { useAct, useRead } from '~/api/queries';
import { EmptyState } from '~/components/EmptyState';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon } from '~/components/Icon';
import { useShortcut } from '~/components/keys/ShortcutProvider';
import { FilterChips, ListHead } from '~/components/ListHead';
import { OfflineStrip } from '~/components/OfflineStrip';
import { formatOrgNo } from '~/components/OrgNo';
import { EmptyReader } from '~/components/rights/EmptyReader';
import { SourceFailures } from '~/components/rights/SourceFailures';
import { SkeletonRows } from '~/components/Skeleton';
import { SplitPane } from '~/components/SplitPane';
import { useFailureAlert } from '~/components/status/useFailureAlert';
import { VirtualListbox } from '~/components/VirtualListbox';
import { waitingWords } from '~/components/waiting-words';
import { useDates, useWords, type Words } from '~/i18n';
import { OrganisationReader } from './OrganisationReader';
import { OrganisationItem } from './OrganisationItem';
import styles from './OrganisationsScreen.module.css';

const groups: OrganisationGroup[] = ['all', 'favourites', 'recent', 'access_manager', 'deleted'];

/** The row in words, in a fixed order: name, number, kind, state. */
function rowName(t: Words, row: OrganisationRow): string {
  return [
    row.name,
    row.orgNo === null ? t('organisations.person') : t('common.orgNo', { number: formatOrgNo(row.orgNo) }),
    row.parentName !== null && t('organisations.subunitOf', { parent: row.parentName }),
    row.isDeleted && t('organisations.deleted'),
    row.isHeadingOnly && t('organisations.headingOnly'),
    row.favourite && t('organisations.favourite'),
    ...waitingWords(t, row),
    row.roles.join(', '),
  ]
    .filter(Boolean)
    .join(', ');
}

/** Every actor one may act for. */
export function OrganisationsScreen() {
  const t = useWords();
  const dates = useDates();
  const navigate = useNavigate();
  const { partyUuid = null } = useParams({ strict: false });
  const [group, setGroup] = useState<OrganisationGroup>('all');
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const rows = useOrganisationRows(wanted, group);
  const favourite = useAct('set_favourite', { onError: useFailureAlert() });
  const { mutate: opened } = useAct('open_organisation');
  const refresh = useAct('refresh_organisations');
  const field = useRef<HTMLInputElement>(null);
  const total = rows.page?.total ?? 0;
  // Opened from elsewhere, the row may not be in the list: it is then asked for by itself.
  const open = useOpened(partyUuid, rows.rowAt, total);
  useShortcut('find', () => field.current?.focus());

  const select = (row: OrganisationRow) =>
    void navigate({ to: '/organisations/$partyUuid', params: { partyUuid: row.partyUuid } });
  const star = (row: OrganisationRow) => {
    favourite.mutate({ partyUuid: row.partyUuid, favourite: !row.favourite });
  };

  const list = (
    <>
      <ListHead
        title={t('organisations.title')}
        note={rows.page && t('organisations.count', { count: total })}
        end={
          <Button
            variant="tertiary"
            className="xs"
            aria-busy={refresh.isPending || undefined}
            onClick={() => {
              if (!refresh.isPending) refresh.mutate({});
            }}
          >
            <Icon of={ArrowsCirclepathIcon} size="s" />
            {refresh.isPending
              ? t('common.loading')
              : rows.page?.fetchedAt
                ? t('common.fetched', { when: dates.when(rows.page.fetchedAt) })
                : t('organisations.refresh')}
          </Button>
        }
      >
        <Input
          ref={field}
          type="search"
          aria-label={t('organisations.search')}
          placeholder={t('organisations.search')}
          autoComplete="off"
          spellCheck={false}
          value={text}
          className={styles.search}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
        <FilterChips
          label={t('organisations.filters')}
          value={group}
          onChange={setGroup}
          options={groups.map((key) => ({
            key,
            label: t(`organisations.group.${key}`),
            ...(key === group && rows.page && { count: total }),
          }))}
        />
      </ListHead>
      <OfflineStrip />
      {refresh.error && (
        <FailureNotice failure={refresh.error.failure} compact announce retry={() => refresh.mutate({})} />
      )}
      {rows.page && <SourceFailures failures={rows.page.failures} onRetry={() => refresh.mutate({})} />}
      {rows.error && (
        <FailureNotice
          failure={rows.error.failure}
          retry={rows.page ? rows.again : () => refresh.mutate({})}
        />
      )}
      {!rows.page && !rows.error && <SkeletonRows />}
      {rows.page && total === 0 && (
        <Empty
          text={wanted}
          group={group}
          onClear={() => {
            setText('');
            setGroup('all');
          }}
        />
      )}
      {total > 0 && (
        <VirtualListbox
          label={t('organisations.list', { count: total })}
          count={total}
          rowAt={rows.rowAt}
          onRange={rows.onRange}
          rowKey={(row) => row.partyUuid}
          rowName={(row) => rowName(t, row)}
          rowHeight={58}
          selectedKey={partyUuid}
          onMove={select}
          onOpen={(row) => {
            select(row);
            if (!row.isHeadingOnly) opened({ partyUuid: row.partyUuid });
          }}
          renderRow={(row) => <OrganisationItem row={row} />}
          overlay={(row) => (
            <Button
              icon
              variant="tertiary"
              tabIndex={-1}
              aria-label={row.favourite ? t('organisations.unstar') : t('organisations.star')}
              onClick={() => {
                star(row);
              }}
            >
              <Icon of={row.favourite ? StarFillIcon : StarIcon} />
            </Button>
          )}
        />
      )}
    </>
  );

  return (
    <SplitPane
      id="organisations"
      width={28.5}
      list={list}
      listLabel={t('organisations.title')}
      readerLabel={t('organisations.reader')}
      readerOpen={partyUuid !== null}
      backLabel={t('organisations.title')}
      onBack={() => void navigate({ to: '/organisations' })}
      reader={
        open ? (
          <OrganisationReader
            row={open}
            onStar={() => {
              star(open);
            }}
          />
        ) : (
          <EmptyReader>{t('organisations.pick')}</EmptyReader>
        )
      }
    />
  );
}

/** The opened actor: from the list, else from the list of all by its key. */
function useOpened(
  partyUuid: string | null,
  rowAt: (index: number) => OrganisationRow | undefined,
  total: number,
): OrganisationRow | undefined {
  let found: OrganisationRow | undefined;
  for (let index = 0; index < total && !found; index++) {
    const row = rowAt(index);
    if (row?.partyUuid === partyUuid) found = row;
  }
  const search = useRead(
    'organisations',
    { text: '', group: 'recent', offset: 0, limit: 50 },
    { enabled: partyUuid !== null && !found },
  );
  return found ?? search.data?.rows.find((row) => row.partyUuid === partyUuid);
}

function Empty({ text, group, onClear }: { text: string; group: OrganisationGroup; onClear: () => void }) {
  const t = useWords();
  if (text !== '') {
    return (
      <EmptyState title={t('organisations.noMatch', { text })}>
        <p>{t('organisations.noMatchText')}</p>
        <button type="button" className="linkButton" onClick={onClear}>
          {t('organisations.clear')}
        </button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t(`organisations.empty.${group}`)}>{t(`organisations.empty.${group}Text`)}</EmptyState>
  );
}
