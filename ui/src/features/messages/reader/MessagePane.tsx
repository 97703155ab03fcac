import { ClockDashedIcon, ExclamationmarkTriangleIcon } from '@navikt/aksel-icons';
import { useLayoutEffect, useRef, useState } from 'react';
import type { Filing, Message, MessageRow, TransmissionRow } from '~/api/generated/surface';
import { useRead } from '~/api/queries';
import { FailureNotice } from '~/components/FailureNotice';
import { moveFocus } from '~/components/focus';
import { NotRead } from '~/components/NotRead';
import { useShortcut } from '~/components/keys/ShortcutProvider';
import { Notice } from '~/components/Notice';
import { PrintPage } from '~/components/print/PrintPage';
import { Reader, ReaderTitle } from '~/components/Reader';
import { useTitleAfterLoading } from '~/components/rights/useTitleAfterLoading';
import { SkeletonText } from '~/components/Skeleton';
import { useStatus } from '~/components/status/StatusProvider';
import { failureOf, useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';
import type { FilingKey } from '../folders';
import { ActionsBar } from './ActionsBar';
import { Letter } from './Letter';
import { MessageHead } from './MessageHead';
import styles from './MessagePane.module.css';
import { MessagePrint } from './MessagePrint';
import { OpenBar } from './OpenBar';
import { Preview } from './Preview';
import { ReaderTools } from './ReaderTools';
import type { Opening } from './useOpening';
import { useWholeThread } from './useWholeThread';

/** One message: what list data tell of it, and, once it was opened, the letter itself. */
export function MessagePane({
  id,
  row,
  opening,
  onFile,
  onFileKey,
  onGone,
  onClose,
}: {
  id: string;
  /** Its row in the list, if it is in there: shown until the rest is read. */
  row: MessageRow | undefined;
  opening: Opening;
  onFile: (row: MessageRow, filing: Filing) => void;
  /** A key of filing was pressed, and no row in the list was meant by it. */
  onFileKey: (key: FilingKey, row: MessageRow) => void;
  /** The message was deleted for good. */
  onGone: () => void;
  /** Puts the message away, where the list may have the room. */
  onClose?: () => void;
}) {
  const t = useWords();
  const { data: message, error, refetch } = useRead('message', { id });
  const { alert } = useStatus();
  const sentence = useSentence();
  const [printing, setPrinting] = useState<TransmissionRow[] | null>(null);
  const readThread = useWholeThread();
  const current = message?.row ?? row;
  const { reading } = opening;
  const letter = useRef<HTMLDivElement>(null);
  const shown = current !== undefined;
  // Reading one after the other, the title that had the focus goes with its message: the next one's takes it over. So
  // does it from a button that goes when the letter is there, or is read anew.
  const readAt = message?.opened?.readAt;
  useLayoutEffect(() => {
    if (reading && shown && document.activeElement === document.body)
      moveFocus(letter.current?.querySelector('h1'));
  }, [reading, shown, readAt]);
  useTitleAfterLoading(shown || error !== null);
  const print = () => {
    if (!message) return;
    readThread(message).then(setPrinting, (reason: unknown) => {
      alert(sentence(failureOf(reason)).what);
    });
  };
  const file = (key: FilingKey) => () => {
    if (current) onFileKey(key, current);
  };
  useShortcut('archive', file('archive'), shown);
  useShortcut('bin', file('bin'), shown);
  useShortcut('unread', file('unread'), shown);
  useShortcut('print', print, message !== undefined);

  if (error && !message) {
    return (
      <Reader>
        <ReaderTitle>{t('messages.failed')}</ReaderTitle>
        <NotRead of={{ error, refetch }} announce />
      </Reader>
    );
  }
  if (!current)
    return (
      <Reader>
        <ReaderTitle>{t('messages.loading')}</ReaderTitle>
        <SkeletonText lines={6} />
      </Reader>
    );
  const refused = opening.failed?.id === id ? opening.failed.failure : null;
  // Since then there was a login at the high level: what was said of the former one is not true any more.
  const isPast = refused?.code === 'message_level_too_low' && message?.needsStepUp === false;
  const failed = isPast ? null : refused;
  const pending = opening.pending === id;
  const open = (again = false) => {
    opening.open(id, again);
  };
  return (
    <>
      {/* What is pressed in an opened letter may need it open at Altinn: it is left when one goes on. */}
      <div ref={letter} className={styles.letter} onClickCapture={() => message?.opened && opening.act(id)}>
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
              onFile={(filing) => {
                onFile(current, filing);
              }}
              onPrint={print}
              onClose={onClose}
            />
          }
          actions={
            message?.opened ? (
              <ActionsBar
                key={message.opened.readAt}
                message={message}
                opened={message.opened}
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
            <Letter message={message} opened={message.opened} onAgain={() => open(true)} />
          ) : (
            <Preview row={current} message={message} pending={pending} />
          )}
        </Reader>
      </div>
      {printing && message && (
        <PrintPage
          onDone={() => {
            setPrinting(null);
          }}
        >
          <MessagePrint message={message} thread={printing} />
        </PrintPage>
      )}
    </>
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
