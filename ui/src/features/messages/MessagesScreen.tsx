import { EyeIcon, FileExportIcon } from '@navikt/aksel-icons';
import { useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { Filing, MessageRow } from '~/api/generated/surface';
import { useHost } from '~/api/host';
import { useAnswerMarks } from '~/api/marks';
import { useMessageRows, windowOf } from '~/api/message-rows';
import { useAct, useRead } from '~/api/queries';
import { useShortcut } from '~/components/keys/ShortcutProvider';
import { countMarked, everything, extend, isMarked, toggle, unmarked } from '~/components/marking';
import { EmptyReader } from '~/components/rights/EmptyReader';
import { useFind } from '~/components/rights/FindField';
import { useMessageScope } from '~/components/scope/ScopeProvider';
import { SplitPane } from '~/components/SplitPane';
import { useStatus, useStatusHint } from '~/components/status/StatusProvider';
import { oneColumn, useMedia } from '~/components/useMedia';
import { failureOf, useSentence } from '~/errors';
import { useWords } from '~/i18n';
import { followingPlace } from './filing/leaving';
import { useFiling } from './filing/useFiling';
import { folderPaths, wayOf, type FilingKey, type ScreenFolder } from './folders';
import { listOf, usualChoice, type ListChoice } from './list/list-query';
import { MessageList, type ListActs } from './list/MessageList';
import { markedAs, onlyMarked, selectionOf } from './list/selection';
import { useListAsOf } from './list/useArrivals';
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
  const wanted = useMemo(() => listOf(folder, scope, choice, text), [folder, scope, choice, text]);
  const { list, takeIn } = useListAsOf(wanted);
  const rows = useMessageRows(list);
  useAnswerMarks(text, rows.page !== undefined && !rows.stale, { then: 'search' });
  const opening = useOpening();
  const [marking, setMarking] = useState(unmarked);
  const [markedIn, setMarkedIn] = useState(list);
  // Marks are of one list: another one begins without.
  if (markedIn !== list) {
    setMarkedIn(list);
    setMarking(unmarked);
  }
  const path = folderPaths[folder];
  const loaded = id === null ? -1 : rows.indexOf(id);
  const row = loaded < 0 ? undefined : rows.rowAt(loaded);
  const { total } = rows;
  // What is shown may stand far from what is loaded (the next unread, what was opened in the palette), or be elsewhere.
  const { data: placed } = useRead(
    'message_place',
    { list: windowOf(list, 0, 0), id: id ?? '' },
    { enabled: id !== null && loaded < 0 && rows.page !== undefined && !rows.stale },
  );
  const far = id !== null && loaded < 0 ? placed : undefined;
  const place = loaded < 0 ? (far?.index ?? -1) : loaded;

  // What was asked to be shown: the address comes a moment later, and a key may come in between.
  const [meant, setMeant] = useState(id);
  const [shownBefore, setShownBefore] = useState(id);
  if (shownBefore !== id) {
    setShownBefore(id);
    setMeant(id);
  }
  const show = useCallback(
    (next: string) => {
      setMeant(next);
      void navigate({ to: `${path}/$id`, params: { id: next }, replace: true });
    },
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

  const { file, fileOne: fileOf, after } = useFiling(show);
  const fileOne = (one: MessageRow, filing: Filing) => {
    const { filed, next } = fileOf(rows, one, filing);
    if (next === null || id === null || (one.id !== id && filed !== id)) return;
    goOn(next?.id ?? (far && followingPlace(far, after)));
  };
  const fileMarked = (filing: Filing) => {
    const { marks } = marking;
    file(filing, selectionOf(marks, list), onlyMarked(marks, rows));
    setMarking(unmarked);
    // The reader is put away with what leaves the list, and stays with what does not.
    const isOpen = id !== null && isMarked(marks, id) && (marks.kind === 'ids' || row !== undefined);
    if (isOpen && filing !== 'mark_unread' && filing !== 'unmark_unread') back();
  };
  const fileByKey = (key: FilingKey, one: MessageRow) => {
    const isOfMarked = countMarked(marking.marks, total) > 0;
    const way = wayOf(key, isOfMarked ? markedAs(marking.marks, list.folder, rows) : one);
    if (way && isOfMarked) fileMarked(way.filing);
    else if (way) fileOne(one, way.filing);
  };
  useShortcut(
    'mark',
    () => {
      if (row) setMarking(toggle(marking, row.id, loaded));
    },
    row !== undefined,
  );
  useShortcut('nextUnread', () => {
    // From what is shown on; where nothing is, the first.
    const unread = { ...list, filter: { ...list.filter, unread: true } };
    const found =
      id === null
        ? host.call('messages', windowOf(unread, 0, 1)).then((page) => page.rows[0]?.id ?? null)
        : host.call('message_place', { list: windowOf(list, 0, 0), id }).then(({ nextUnread }) => nextUnread);
    found.then(
      (next) => {
        if (next === null) say({ text: t('messages.say.noUnread') });
        else goOn(next);
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
    onFileKey: fileByKey,
    onFile: fileOne,
    onExport: () => {
      exporting.mutate({ selection: selectionOf(marking.marks, list) });
    },
    onTakeIn: takeIn,
    onRefresh: () => {
      sync.mutate({ scope, deepen: false, parties: false });
    },
  };

  const following = place < 0 ? undefined : (rows.rowAt(place + 1)?.id ?? far?.next ?? undefined);
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
          shownAt={place < 0 ? undefined : place}
          meant={meant}
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
            opening={opening}
            onFile={fileOne}
            onFileKey={fileByKey}
            onGone={back}
          />
        )
      }
      readerLabel={t('messages.reader')}
      readerOpen={id !== null}
      onBack={back}
      backLabel={t(`messages.folder.${folder}`)}
      position={place < 0 || rows.more ? undefined : { index: place + 1, count: total }}
      onNext={following === undefined ? undefined : () => goOn(following)}
      nextLabel={t('messages.next')}
    />
  );
}
