import { Button } from '@digdir/designsystemet-react';
import { CheckmarkIcon } from '@navikt/aksel-icons';
import { useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type RefObject } from 'react';
import type { Filing, MessageRow, SavedView } from '~/api/generated/surface';
import type { MessageList as List, MessageRows } from '~/api/message-rows';
import { useSettings } from '~/api/settings';
import { FailureNotice } from '~/components/FailureNotice';
import { moveFocus } from '~/components/focus';
import { Icon } from '~/components/Icon';
import { useKeyboard } from '~/components/keys/ShortcutProvider';
import { ListHead } from '~/components/ListHead';
import { countMarked, isMarked, type Marks } from '~/components/marking';
import { OfflineStrip } from '~/components/OfflineStrip';
import { AgeStrip } from '~/components/rights/AgeStrip';
import { FindButton, FindField, type Find } from '~/components/rights/FindField';
import { SourceFailures } from '~/components/rights/SourceFailures';
import { ScopeChip } from '~/components/scope/ScopeChip';
import { SkeletonRows } from '~/components/Skeleton';
import { useFocusAfterAsking } from '~/components/useFocusAfterAsking';
import { VirtualListbox, type ListboxHandle } from '~/components/VirtualListbox';
import { useDates, useWords } from '~/i18n';
import { unreadWay, waysFrom, type FilingKey, type ScreenFolder } from '../folders';
import { groupKey, groupLabel, rowName } from '../row-words';
import { BulkBar } from './BulkBar';
import { FilingStrip } from './FilingStrip';
import { FilterMenu } from './FilterMenu';
import { isFiltered, noFilter, searchFilters, usualChoice, type ListChoice } from './list-query';
import { ListChips } from './ListChips';
import { MessageItem } from './MessageItem';
import { MarkedMenu, MessageMenu, type AskedMenu } from './MessageMenu';
import styles from './MessageList.module.css';
import { NewRows } from './NewRows';
import { Nothing } from './Nothing';
import { filingKeyOf, letterOf } from './row-keys';
import { SearchReading } from './SearchReading';
import { markedAs } from './selection';
import { SortMenu } from './SortMenu';
import { ViewChips, ViewMenu } from './ViewChips';

/** Heights of a row by density, px. */
const heights = { comfortable: 72, compact: 52, dense: 36 } as const;

/** What a list can be told. */
export interface ListActs {
  onChoice: (part: Partial<ListChoice>) => void;
  /** Shows a saved view, or the folder without any. */
  onView: (view: SavedView | null) => void;
  /** Shows what list data tell of a message. */
  onShow: (row: MessageRow, index: number, extend: boolean) => void;
  /** The active row moved by key. */
  onMove: (row: MessageRow, index: number, extend: boolean) => void;
  /** Opens a message: logged. */
  onOpen: (row: MessageRow) => void;
  onToggle: (row: MessageRow, index: number) => void;
  onMarkAll: () => void;
  onClear: () => void;
  /** Files the marked ones. */
  onFileMarked: (filing: Filing) => void;
  /** What a key of filing means: the marked ones, or this one. */
  onFileKey: (key: FilingKey, row: MessageRow) => void;
  /** Files one. */
  onFile: (row: MessageRow, filing: Filing) => void;
  onExport: () => void;
  onRefresh: () => void;
  /** Shows what came in, up to an arrival. */
  onTakeIn: (arrival: number) => void;
}

/** The messages of a folder: one component for all folders. */
export function MessageList({
  folder,
  list,
  rows,
  choice,
  marks,
  shown,
  shownAt,
  meant,
  find,
  findField,
  acts,
}: {
  folder: ScreenFolder;
  list: List;
  rows: MessageRows;
  choice: ListChoice;
  marks: Marks;
  /** The message in the reader. */
  shown: string | null;
  /** Where it stands in the list, loaded or not; `undefined` when it is not in it. */
  shownAt: number | undefined;
  /** The message that was asked to be shown last. */
  meant: string | null;
  find: Find;
  findField: RefObject<HTMLInputElement | null>;
  acts: ListActs;
}) {
  const t = useWords();
  const dates = useDates();
  const { letters } = useKeyboard();
  const { settings } = useSettings();
  const listbox = useRef<ListboxHandle>(null);
  const [menu, setMenu] = useState<AskedMenu | null>(null);
  const closeMenu = () => {
    setMenu(null);
    listbox.current?.focus();
  };
  const density = settings?.density ?? 'compact';
  const { page, total, more, error } = rows;
  const marked = countMarked(marks, total);
  const groups = useMemo(
    () =>
      page?.groups.map(({ span, first, count }) => ({
        key: groupKey(span),
        label: groupLabel(t, dates, span),
        first,
        count,
      })),
    [page?.groups, t, dates],
  );

  // The bar of the marked ones goes with the button that was pressed in it, and the list with its last message.
  useFocusAfterAsking(marked > 0, () => listbox.current?.focus());
  useFocusAfterAsking(total > 0, () => {
    moveFocus(document.querySelector<HTMLElement>('[data-screen-title]'));
  });

  const onRowKey = (row: MessageRow, event: KeyboardEvent): boolean => {
    const mod = event.ctrlKey || event.metaKey;
    const key = mod ? `Mod+${event.key.toLowerCase()}` : event.key;
    if (key === 'Mod+a') acts.onMarkAll();
    else if (key === 'Escape' && marked > 0) acts.onClear();
    else if (letterOf(event, letters) === 'x') acts.onToggle(row, rows.indexOf(row.id));
    else {
      const filing = filingKeyOf(event, letters);
      // Beside a reader the keys mean what is in it: a row that is active but not shown there is not what one looks at.
      if (filing === null || (marked === 0 && meant !== null && meant !== row.id)) return false;
      if (!event.repeat) acts.onFileKey(filing, row);
    }
    return true;
  };

  const onPress = (row: MessageRow, index: number, event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey) acts.onToggle(row, index);
    else acts.onShow(row, index, event.shiftKey);
  };

  return (
    <>
      <ListHead
        title={t(`messages.folder.${folder}`)}
        note={page && headNote(t, folder, page.chips.all, page.chips.unread)}
        end={
          <>
            <FindButton find={find} label={t('messages.search.label')} />
            <ViewMenu folder={folder} list={list} />
            <FilterMenu
              list={list}
              onChange={(filter) => {
                acts.onChoice({ filter });
              }}
            />
            <SortMenu
              sort={choice.sort}
              onChange={(sort) => {
                acts.onChoice({ sort });
              }}
            />
          </>
        }
      >
        {marked > 0 ? (
          <BulkBar
            marked={markedAs(marks, list.folder, rows)}
            count={marked}
            total={total}
            more={more}
            allMarked={marks.kind === 'all'}
            onAll={() => {
              acts.onMarkAll();
              listbox.current?.focus();
            }}
            onFile={acts.onFileMarked}
            onExport={acts.onExport}
            onClear={acts.onClear}
          />
        ) : (
          <>
            <ScopeChip />
            <ListChips
              filter={choice.filter}
              counts={page?.chips}
              onChange={(filter) => {
                acts.onChoice({ filter });
              }}
            />
            <ViewChips folder={folder} list={list} onShow={acts.onView} />
          </>
        )}
        <FindField
          find={find}
          field={findField}
          label={t('messages.search.label')}
          hint={t('messages.search.hint', { filters: searchFilters })}
        />
        {list.text !== '' && page && (
          <SearchReading
            reading={page.search}
            total={total}
            more={more}
            everywhere={choice.everywhere}
            onEverywhere={(everywhere) => {
              acts.onChoice({ everywhere });
            }}
          />
        )}
      </ListHead>
      <OfflineStrip />
      <FilingStrip />
      {page?.fetchedAt != null && <AgeStrip at={page.fetchedAt} onRefresh={acts.onRefresh} />}
      {page && <SourceFailures failures={page.failures} onRetry={acts.onRefresh} />}
      {error && <FailureNotice failure={error.failure} retry={acts.onRefresh} />}
      <div className={styles.body}>
        <NewRows
          arrived={page?.arrived}
          total={total}
          listbox={listbox}
          marked={marked > 0}
          onTakeIn={acts.onTakeIn}
        />
        {page === undefined && error === null && <SkeletonRows count={9} height={heights[density]} />}
        {page && total === 0 && (
          <Nothing
            folder={folder}
            page={page}
            narrowed={isFiltered(list.filter)}
            searched={list.text}
            onAll={() => {
              find.change('');
              acts.onChoice({ ...usualChoice, filter: noFilter, sort: choice.sort });
            }}
          />
        )}
        {total > 0 && (
          <VirtualListbox
            ref={listbox}
            label={t(more ? 'messages.listAtLeast' : 'messages.list', {
              folder: t(`messages.folder.${folder}`),
              count: total,
            })}
            count={total}
            grows={more}
            rowAt={rows.rowAt}
            indexOfKey={rows.indexOf}
            onRange={rows.onRange}
            rowKey={({ id }) => id}
            rowName={(row) => rowName(t, dates, row)}
            rowHeight={heights[density]}
            {...(groups && { groups })}
            renderRow={(row) => (
              <MessageItem row={row} marked={marked > 0 ? isMarked(marks, row.id) : null} density={density} />
            )}
            selectedKey={shown}
            selectedIndex={shownAt}
            isMarked={marked > 0 ? ({ id }) => isMarked(marks, id) : null}
            bar={false}
            onMove={acts.onMove}
            onOpen={acts.onOpen}
            onPress={onPress}
            onRowKey={onRowKey}
            onMenu={(row, _, at) => {
              setMenu({ row, at });
            }}
            overlay={(row) => (
              <RowButtons row={row} marked={isMarked(marks, row.id)} rows={rows} acts={acts} />
            )}
          />
        )}
      </div>
      {menu &&
        (marked > 0 && isMarked(marks, menu.row.id) ? (
          <MarkedMenu
            at={menu.at}
            count={marked}
            as={markedAs(marks, list.folder, rows)}
            onFile={acts.onFileMarked}
            onClear={acts.onClear}
            onClose={closeMenu}
          />
        ) : (
          <MessageMenu
            asked={menu}
            onOpen={() => {
              acts.onOpen(menu.row);
            }}
            onFile={(filing) => {
              acts.onFile(menu.row, filing);
            }}
            onMark={() => {
              acts.onToggle(menu.row, rows.indexOf(menu.row.id));
            }}
            onClose={closeMenu}
          />
        ))}
    </>
  );
}

/** «41 uleste» where that says most, else how many there are. */
function headNote(t: ReturnType<typeof useWords>, folder: ScreenFolder, all: number, unread: number): string {
  return folder === 'inbox' ? t('messages.unread', { count: unread }) : t('messages.count', { count: all });
}

/** The keys of a row for the mouse. */
function RowButtons({
  row,
  marked,
  rows,
  acts,
}: {
  row: MessageRow;
  marked: boolean;
  rows: MessageRows;
  acts: ListActs;
}) {
  const t = useWords();
  return (
    <span className={styles.buttons}>
      <Button
        icon
        variant="tertiary"
        className="xs"
        tabIndex={-1}
        aria-label={t(marked ? 'messages.row.unmark' : 'messages.row.mark')}
        onClick={() => {
          acts.onToggle(row, rows.indexOf(row.id));
        }}
      >
        <Icon of={CheckmarkIcon} size="s" />
      </Button>
      {[...waysFrom(row.filed), unreadWay(row.markedUnread)].map(({ filing, icon }) => (
        <Button
          key={filing}
          icon
          variant="tertiary"
          className="xs"
          tabIndex={-1}
          aria-label={t(`messages.filing.${filing}`)}
          onClick={() => {
            acts.onFile(row, filing);
          }}
        >
          <Icon of={icon} size="s" />
        </Button>
      ))}
    </span>
  );
}
