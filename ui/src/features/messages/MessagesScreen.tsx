import { EyeIcon, FileExportIcon } from '@navikt/aksel-icons';
import { useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { Filing, MessageRow } from '~/api/generated/surface';
import { useHost } from '~/api/host';
import { useMessageRows, windowOf } from '~/api/message-rows';
import { useAct } from '~/api/queries';
import { useShortcut } from '~/components/keys/ShortcutProvider';
import { EmptyReader } from '~/components/rights/EmptyReader';
import { useFind } from '~/components/rights/FindField';
import { useMessageScope } from '~/components/scope/ScopeProvider';
import { SplitPane } from '~/components/SplitPane';
import { useStatus, useStatusHint } from '~/components/status/StatusProvider';
import { oneColumn, useMedia } from '~/components/useMedia';
import { failureOf, useSentence } from '~/errors';
import { useWords } from '~/i18n';
import { useFiling } from './filing/useFiling';
import { folderPaths, unreadWay, waysFrom, type ScreenFolder } from './folders';
import { listOf, usualChoice, type ListChoice } from './list/list-query';
import { MessageList, type ListActs } from './list/MessageList';
import { countMarked, everything, extend, selectionOf, toggle, unmarked } from './list/selection';
import { MessagePane } from './reader/MessagePane';
import { useOpening } from './reader/useOpening';

/** A folder: its messages at the left, the one that is looked at to the right. */
export function MessagesScreen({ folder }: { folder: ScreenFolder }) {
  const t = useWords();
  const host = useHost();
  const navigate = useNavigate();
  const { id = null } = useParams({ strict: false });
  const scope = useMessageScope();
  const narrow = useMedia(oneColumn);
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const [choice, setChoice] = useState<ListChoice>(usualChoice);
  const [find, findField] = useFind();
  // A search that began in the palette goes on here, in every folder.
  const { state } = useLocation();
  const [asked, setAsked] = useState<typeof state | null>(null);
  if (state !== asked) {
    setAsked(state);
    if (state.find !== undefined) {
      find.fill(state.find);
      setChoice({ ...usualChoice, everywhere: true });
    }
  }
  const text = useDeferredValue(find.text.trim());
  const list = useMemo(() => listOf(folder, scope, choice, text), [folder, scope, choice, text]);
  const rows = useMessageRows(list);
  const opening = useOpening();
  const [marking, setMarking] = useState(unmarked);
  const [markedIn, setMarkedIn] = useState(list);
  // Marks are of one list: another one begins without.
  if (markedIn !== list) {
    setMarkedIn(list);
    setMarking(unmarked);
  }
  const path = folderPaths[folder];
  const place = id === null ? -1 : rows.indexOf(id);
  const row = place < 0 ? undefined : rows.rowAt(place);
  const total = rows.page?.total ?? 0;

  const show = useCallback(
    (next: string) => void navigate({ to: `${path}/$id`, params: { id: next }, replace: true }),
    [navigate, path],
  );
  const back = useCallback(() => {
    opening.leave();
    void navigate({ to: path });
  }, [navigate, path, opening]);
  /** Shows another message; while one reads, it is opened on purpose. */
  const goOn = (next: string | undefined) => {
    if (next === undefined) {
      back();
      return;
    }
    show(next);
    if (opening.reading) opening.open(next);
  };
  const hint = useMemo(() => ({ icon: EyeIcon, text: t.rich('messages.hint') }), [t]);
  useStatusHint(hint);

  const { file, fileOne: fileOf } = useFiling(show);
  const fileOne = (one: MessageRow, filing: Filing) => {
    const { filed, next } = fileOf(rows, one, filing);
    if (next !== null && id !== null && (one.id === id || filed === id)) goOn(next?.id);
  };
  const fileMarked = (filing: Filing) => {
    const count = countMarked(marking.marks, total);
    const only = count === 1 ? row : undefined;
    file(filing, selectionOf(marking.marks, list), only?.id === id ? only : undefined);
    setMarking(unmarked);
    if (filing !== 'mark_unread' && id !== null) back();
  };
  const fileByKey = (key: 'archive' | 'bin' | 'unread') => {
    if (!row) return;
    const marked = countMarked(marking.marks, total) > 0;
    const way =
      key === 'unread' ? unreadWay(row.markedUnread) : waysFrom(folder).find((one) => one.key === key);
    if (way && marked) fileMarked(way.filing);
    else if (way) fileOne(row, way.filing);
  };
  useShortcut('archive', () => fileByKey('archive'), row !== undefined);
  useShortcut('bin', () => fileByKey('bin'), row !== undefined);
  useShortcut('unread', () => fileByKey('unread'), row !== undefined);
  useShortcut(
    'mark',
    () => {
      if (row) setMarking(toggle(marking, row.id, place));
    },
    row !== undefined,
  );
  useShortcut('nextUnread', () => {
    host.call('message_place', { list: windowOf(list, 0, 0), id: id ?? '' }).then(
      ({ nextUnread }) => {
        if (nextUnread === null) say({ text: t('messages.say.noUnread') });
        else goOn(nextUnread);
      },
      (reason: unknown) => {
        alert(sentence(failureOf(reason)).what);
      },
    );
  });

  /** One moved in the list: with Shift what lies between is marked. */
  const mark = (index: number, more: boolean) => {
    opening.leave();
    setMarking(
      more
        ? extend(marking, Math.max(0, place), index, (at) => rows.rowAt(at)?.id)
        : { ...marking, anchor: null },
    );
  };
  const exporting = useAct('export_messages', {
    onSuccess: ({ path: written, rows: count }) => {
      say({ text: t('messages.say.exported', { path: written, count }), icon: FileExportIcon });
    },
    onError: ({ failure }) => {
      alert(sentence(failure).what);
    },
  });
  const sync = useAct('sync_messages', {
    onError: ({ failure }) => {
      alert(sentence(failure).what);
    },
  });

  const acts: ListActs = {
    onChoice: (part) => {
      setChoice({ ...choice, ...part });
    },
    onView: (view) => {
      find.change(view?.list.text ?? '');
      if (view && view.list.text !== '') find.show();
      setChoice({
        ...usualChoice,
        ...(view && {
          filter: view.list.filter,
          sort: view.list.sort,
          everywhere: view.list.folder === 'all',
        }),
      });
    },
    onShow: (next, index, more) => {
      mark(index, more);
      show(next.id);
    },
    onMove: (next, index, more) => {
      mark(index, more);
      // In one column the arrows only move: the reader would take the list's place.
      if (!narrow) show(next.id);
    },
    onOpen: (next) => {
      show(next.id);
      opening.open(next.id);
    },
    onToggle: (one, index) => {
      setMarking(toggle(marking, one.id, index));
    },
    onMarkAll: () => {
      setMarking(everything);
    },
    onClear: () => {
      setMarking(unmarked);
    },
    onFileMarked: fileMarked,
    onFile: fileOne,
    onExport: () => {
      exporting.mutate({ selection: selectionOf(marking.marks, list) });
    },
    onRefresh: () => {
      sync.mutate({ scope, deepen: false });
    },
  };

  const following = place < 0 ? undefined : rows.rowAt(place + 1);
  return (
    <SplitPane
      id="messages"
      width={29}
      listLabel={t('messages.listPane')}
      list={
        <MessageList
          folder={folder}
          list={list}
          rows={rows}
          choice={choice}
          marks={marking.marks}
          shown={id}
          find={find}
          findField={findField}
          acts={acts}
        />
      }
      reader={
        id === null ? (
          <EmptyReader>{t('messages.choose')}</EmptyReader>
        ) : (
          <MessagePane
            key={id}
            id={id}
            row={row}
            folder={folder}
            opening={opening}
            onFile={fileOne}
            onGone={back}
          />
        )
      }
      readerLabel={t('messages.reader')}
      readerOpen={id !== null}
      onBack={back}
      backLabel={t(`messages.folder.${folder}`)}
      position={place < 0 ? undefined : { index: place + 1, count: total }}
      onNext={following && (() => goOn(following.id))}
      nextLabel={t('messages.next')}
    />
  );
}
