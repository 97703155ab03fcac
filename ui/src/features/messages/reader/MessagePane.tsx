import { ClockDashedIcon, ExclamationmarkTriangleIcon } from '@navikt/aksel-icons';
import { lazy, Suspense, useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Filing, Message, MessageRow } from '~/api/generated/surface';
import { useRead } from '~/api/queries';
import { FailureNotice } from '~/components/FailureNotice';
import { moveFocus, moveFocusSoon } from '~/components/focus';
import { useShortcut } from '~/components/keys/ShortcutProvider';
import { Notice } from '~/components/Notice';
import { PrintPage } from '~/components/print/PrintPage';
import { Reader, ReaderTitle } from '~/components/Reader';
import { useDates, useWords } from '~/i18n';
import type { ScreenFolder } from '../folders';
import { ViewingContext, type Viewed } from '../viewer/viewing';
import { ActionsBar } from './ActionsBar';
import { Letter } from './Letter';
import { MessageHead } from './MessageHead';
import styles from './MessagePane.module.css';
import { MessagePrint } from './MessagePrint';
import { OpenBar } from './OpenBar';
import { Preview } from './Preview';
import { ReaderTools } from './ReaderTools';
import type { Opening } from './useOpening';

const AttachmentView = lazy(async () => ({
  default: (await import('../viewer/AttachmentView')).AttachmentView,
}));

/** One message: what list data tell of it, and, once it was opened, the letter itself. */
export function MessagePane({
  id,
  row,
  folder,
  opening,
  onFile,
  onGone,
  onClose,
}: {
  id: string;
  /** Its row in the list, if it is in there: shown until the rest is read. */
  row: MessageRow | undefined;
  folder: ScreenFolder | null;
  opening: Opening;
  onFile: (row: MessageRow, filing: Filing) => void;
  /** The message was deleted for good. */
  onGone: () => void;
  /** Puts the message away, where the list may have the room. */
  onClose?: () => void;
}) {
  const t = useWords();
  const { data: message, error } = useRead('message', { id });
  const [printing, setPrinting] = useState(false);
  const [viewed, setViewed] = useState<Viewed | null>(null);
  const opener = useRef<Element | null>(null);
  const view = useCallback((next: Viewed) => {
    opener.current = document.activeElement;
    setViewed(next);
  }, []);
  const current = message?.row ?? row;
  const { reading } = opening;
  const letter = useRef<HTMLDivElement>(null);
  const shown = current !== undefined;
  // Reading one after the other, the title that had the focus goes with its message: the next one's takes it over.
  useLayoutEffect(() => {
    if (reading && shown && document.activeElement === document.body)
      moveFocus(letter.current?.querySelector('h1'));
  }, [reading, shown]);
  useShortcut('print', () => setPrinting(true), message !== undefined);

  if (error && !message) {
    return (
      <Reader>
        <ReaderTitle>{t('messages.failed')}</ReaderTitle>
        <FailureNotice failure={error.failure} announce />
      </Reader>
    );
  }
  if (!current) return null;
  const failed = opening.failed?.id === id ? opening.failed.failure : null;
  const pending = opening.pending === id;
  const open = (again = false) => {
    opening.open(id, again);
  };
  return (
    <ViewingContext value={view}>
      {viewed && (
        <Suspense>
          <AttachmentView
            viewed={viewed}
            onBack={() => {
              setViewed(null);
              const from = opener.current;
              moveFocusSoon(() => (from instanceof HTMLElement ? from : null));
            }}
          />
        </Suspense>
      )}
      {/* The letter stays as it was under an attachment: where one had scrolled to, and what was unfolded. */}
      <div ref={letter} className={styles.letter} hidden={viewed !== null}>
        {message?.opened && <CopyNotice message={message} pending={pending} onAgain={() => open(true)} />}
        {current.stale && (
          <Notice tone="warning" icon={ExclamationmarkTriangleIcon}>
            {t('messages.stale')}
          </Notice>
        )}
        <Reader
          tools={
            <ReaderTools
              row={current}
              message={message}
              folder={folder}
              onFile={(filing) => {
                onFile(current, filing);
              }}
              onPrint={() => {
                setPrinting(true);
              }}
              onClose={onClose}
            />
          }
          actions={
            message?.opened ? (
              <ActionsBar
                key={message.opened.readAt}
                message={message}
                opened={message.opened}
                folder={folder}
                onGone={onGone}
              />
            ) : (
              <OpenBar message={message} pending={pending} onOpen={() => open()} />
            )
          }
        >
          <MessageHead row={current} message={message} />
          {failed && (
            <FailureNotice failure={failed} announce steps={!message?.needsStepUp} retry={() => open()} />
          )}
          {message?.opened ? (
            <Letter message={message} opened={message.opened} />
          ) : (
            <Preview row={current} message={message} pending={pending} />
          )}
        </Reader>
      </div>
      {printing && message && (
        <PrintPage
          onDone={() => {
            setPrinting(false);
          }}
        >
          <MessagePrint message={message} />
        </PrintPage>
      )}
    </ViewingContext>
  );
}

/** How old the copy is that one reads, when the message has changed since, or there is no network to look. */
function CopyNotice({
  message: { opened, open },
  pending,
  onAgain,
}: {
  message: Message;
  pending: boolean;
  onAgain: () => void;
}) {
  const t = useWords();
  const dates = useDates();
  const { data: status } = useRead('status', {});
  if (!opened) return null;
  const offline = status?.connection === 'offline';
  if (!opened.outdated && !offline) return null;
  const when = dates.when(opened.readAt);
  return (
    <Notice
      tone={opened.outdated ? 'warning' : 'plain'}
      icon={ClockDashedIcon}
      action={
        opened.outdated &&
        !offline &&
        open.way === 'api' && (
          <button type="button" className="linkButton sm" aria-busy={pending || undefined} onClick={onAgain}>
            {pending ? t('messages.opening') : t('messages.openAgain')}
          </button>
        )
      }
    >
      {t(opened.outdated ? 'messages.copy.outdated' : 'messages.copy.offline', { when })}
    </Notice>
  );
}
