import { Button } from '@digdir/designsystemet-react';
import { FileExportIcon } from '@navikt/aksel-icons';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { DeadlineFilter, Filing, MessageRow } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { EmptyState } from '~/components/EmptyState';
import { FailureNotice } from '~/components/FailureNotice';
import { moveFocus } from '~/components/focus';
import { Icon } from '~/components/Icon';
import { Keys } from '~/components/keys/Keys';
import { useKeyboard } from '~/components/keys/ShortcutProvider';
import { FilterChips, ListHead } from '~/components/ListHead';
import { OfflineStrip } from '~/components/OfflineStrip';
import { AgeStrip } from '~/components/rights/AgeStrip';
import { SourceFailures } from '~/components/rights/SourceFailures';
import { ScopeChip } from '~/components/scope/ScopeChip';
import { useMessageScope } from '~/components/scope/ScopeProvider';
import { SkeletonRows } from '~/components/Skeleton';
import { SplitPane } from '~/components/SplitPane';
import { useStatus } from '~/components/status/StatusProvider';
import { useFocusAfterAsking } from '~/components/useFocusAfterAsking';
import { VirtualListbox, type ListboxHandle } from '~/components/VirtualListbox';
import { useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';
import { useFiling } from '../filing/useFiling';
import { wayOf, type FilingKey } from '../folders';
import { NewRows } from '../list/NewRows';
import { useAsOf } from '../list/useArrivals';
import { MessageMenu, type AskedMenu } from '../list/MessageMenu';
import { filingKeyOf } from '../list/row-keys';
import { MessagePane } from '../reader/MessagePane';
import { useOpening } from '../reader/useOpening';
import { DayStrip } from './DayStrip';
import { deadlineName } from './deadline-words';
import { DeadlineItem } from './DeadlineItem';
import styles from './DeadlinesScreen.module.css';
import { useDeadlines } from './useDeadlines';

/** Height of a row, px. */
const ROW = 44;

/** Frister: what must be done, over all organisations, nearest first. */
export function DeadlinesScreen() {
  const t = useWords();
  const dates = useDates();
  const navigate = useNavigate();
  const { id = null } = useParams({ strict: false });
  const scope = useMessageScope();
  const { letters } = useKeyboard();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const [filter, setFilter] = useState<DeadlineFilter>('all');
  const asked = useMemo(() => ({ scope, filter }), [scope, filter]);
  const { asOf, takeIn } = useAsOf(asked);
  const deadlines = useDeadlines({ ...asked, asOf });
  const [menu, setMenu] = useState<AskedMenu | null>(null);
  const listbox = useRef<ListboxHandle>(null);
  const opening = useOpening();
  const { page, error } = deadlines;
  const total = page?.total ?? 0;
  const place = id === null ? -1 : deadlines.indexOf(id);
  const row = place < 0 ? undefined : deadlines.rowAt(place);

  const show = useCallback(
    (next: string) => void navigate({ to: '/deadlines/$id', params: { id: next }, replace: true }),
    [navigate],
  );
  const back = useCallback(() => {
    opening.leave();
    void navigate({ to: '/deadlines' });
  }, [navigate, opening]);
  const goOn = (next: MessageRow | undefined) => {
    if (!next) back();
    else {
      show(next.id);
      if (opening.reading) opening.open(next.id);
    }
  };
  const { fileOne: fileOf } = useFiling(show);
  const fileOne = (one: MessageRow, filing: Filing) => {
    const { filed, next } = fileOf(deadlines, one, filing);
    if (next !== null && id !== null && (one.id === id || filed === id)) goOn(next);
  };
  const fileByKey = (key: FilingKey, one: MessageRow) => {
    const way = wayOf(key, one);
    if (way) fileOne(one, way.filing);
  };
  // The list goes with its last row.
  useFocusAfterAsking(total > 0, () => {
    moveFocus(document.querySelector<HTMLElement>('[data-screen-title]'));
  });

  const fails = ({ failure }: { failure: Parameters<typeof sentence>[0] }) => {
    alert(sentence(failure).what);
  };
  const exporting = useAct('export_deadlines', {
    onSuccess: ({ path, rows }) => {
      say({ text: t('messages.say.exported', { path, count: rows }), icon: FileExportIcon });
    },
    onError: fails,
  });
  const sync = useAct('sync_messages', { onError: fails });
  const refresh = () => {
    sync.mutate({ scope, deepen: false, parties: false });
  };
  const overdue = page?.groups.find(({ span }) => span === 'overdue')?.count ?? 0;

  const list = (
    <div className={styles.list}>
      <ListHead
        title={t('deadlines.title')}
        note={page && t('deadlines.note', { weeks: page.counts.fourWeeks, over: overdue })}
        end={
          <Button
            variant="tertiary"
            className="xs"
            aria-busy={exporting.isPending || undefined}
            onClick={() => {
              if (!exporting.isPending) exporting.mutate({ scope });
            }}
          >
            <Icon of={FileExportIcon} size="s" />
            {t('deadlines.export')}
          </Button>
        }
      >
        <ScopeChip />
        <FilterChips<DeadlineFilter>
          label={t('deadlines.filter.label')}
          value={filter}
          onChange={setFilter}
          options={[
            { key: 'all', label: t('deadlines.filter.all') },
            {
              key: 'requires_attention',
              label: t('deadlines.filter.requires_attention'),
              count: page?.counts.requiresAttention,
            },
            { key: 'can_be_sent', label: t('deadlines.filter.can_be_sent'), count: page?.counts.canBeSent },
          ]}
        />
      </ListHead>
      <OfflineStrip />
      {page?.fetchedAt != null && <AgeStrip at={page.fetchedAt} onRefresh={refresh} />}
      {page && <SourceFailures failures={page.failures} onRetry={refresh} />}
      {error && <FailureNotice failure={error.failure} retry={refresh} />}
      {page && total > 0 && <DayStrip days={page.days} />}
      <div className={styles.body}>
        <NewRows arrived={page?.arrived} total={total} listbox={listbox} onTakeIn={takeIn} />
        {page === undefined && error === null && <SkeletonRows count={9} height={ROW} />}
        {page && total === 0 && (
          <EmptyState
            title={t(filter === 'all' ? 'deadlines.empty' : 'deadlines.emptyFiltered')}
            {...(page.fetchedAt !== null && {
              note: t('common.fetched', { when: dates.when(page.fetchedAt) }),
            })}
          />
        )}
        {page && total > 0 && (
          <VirtualListbox
            ref={listbox}
            label={t('deadlines.list', { count: total })}
            count={total}
            rowAt={deadlines.rowAt}
            indexOfKey={deadlines.indexOf}
            onRange={deadlines.onRange}
            rowKey={(one) => one.id}
            rowName={(one) => deadlineName(t, dates, one)}
            rowHeight={ROW}
            groups={page.groups.map(({ span, first, count }) => ({
              key: span,
              label: t(`deadlines.group.${span}`),
              first,
              count,
            }))}
            renderRow={(one) => <DeadlineItem row={one} />}
            selectedKey={id}
            bar={false}
            // With a reader beside it, moving shows list data; alone, the list has nowhere to show them.
            onMove={(one) => {
              opening.leave();
              if (id !== null) show(one.id);
            }}
            onPress={(one) => {
              opening.leave();
              show(one.id);
            }}
            onOpen={(one) => {
              show(one.id);
              opening.open(one.id);
            }}
            onRowKey={(one, event) => {
              // Beside a reader the keys mean what is in it, and it takes them itself.
              const key = id === null ? filingKeyOf(event, letters) : null;
              if (key === null) return false;
              if (!event.repeat) fileByKey(key, one);
              return true;
            }}
            onMenu={(one, _, at) => {
              setMenu({ row: one, at });
            }}
            overlay={(one) => (
              <Button
                variant="secondary"
                className="xs"
                tabIndex={-1}
                onClick={() => {
                  show(one.id);
                  opening.open(one.id);
                }}
              >
                {t('deadlines.open')} <Keys id="open" />
              </Button>
            )}
          />
        )}
      </div>
      {menu && (
        <MessageMenu
          asked={menu}
          onOpen={() => {
            show(menu.row.id);
            opening.open(menu.row.id);
          }}
          onFile={(filing) => {
            fileOne(menu.row, filing);
          }}
          onClose={() => {
            setMenu(null);
            listbox.current?.focus();
          }}
        />
      )}
    </div>
  );
  const following = place < 0 ? undefined : deadlines.rowAt(place + 1);
  return (
    <SplitPane
      id="deadlines"
      width={29}
      alone={id === null}
      listLabel={t('deadlines.title')}
      list={list}
      readerLabel={t('messages.reader')}
      readerOpen={id !== null}
      reader={
        id !== null && (
          <MessagePane
            key={id}
            id={id}
            row={row}
            opening={opening}
            onFile={fileOne}
            onFileKey={fileByKey}
            onGone={back}
            onClose={back}
          />
        )
      }
      onBack={back}
      backLabel={t('deadlines.title')}
      position={place < 0 ? undefined : { index: place + 1, count: total }}
      onNext={following && (() => goOn(following))}
      nextLabel={t('messages.next')}
    />
  );
}
