import { Tag } from '@digdir/designsystemet-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { TransmissionRow, TransmissionsPage } from '~/api/generated/surface';
import { failedOf, windowsFor } from '~/api/message-rows';
import { useHost } from '~/api/host';
import { useAct } from '~/api/queries';
import type { ContentLink } from '~/components/content/types';
import { FailureNotice } from '~/components/FailureNotice';
import { rootScale } from '~/components/root-scale';
import { SkeletonText } from '~/components/Skeleton';
import { When } from '~/components/When';
import { CommandError } from '~/errors';
import { useWords } from '~/i18n';
import { transmissionKind } from '../row-words';
import { Attachments } from './Attachments';
import { LetterBody } from './Letter';
import styles from './Transmissions.module.css';

const PAGE = 100;
/** Height of a folded letter, px at a root of 16. */
const ROW = 56;
/** From so many on, only those in sight are in the page. */
const MANY = 30;
/** So many rows before and behind those in sight are in the page as well, and are read. */
const AROUND = 6;

/** The letters within a message, threads kept together. Thousands of them cost no more than those in sight. */
export function Transmissions({
  dialogId,
  sender,
  onOpenLink,
}: {
  dialogId: string;
  sender: string;
  onOpenLink: (link: ContentLink) => void;
}) {
  const t = useWords();
  const host = useHost();
  const box = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState({ first: 0, last: 0 });
  const ask = (number: number) => {
    const input = { id: dialogId, offset: number * PAGE, limit: PAGE };
    return { queryKey: ['transmissions', input], queryFn: () => host.call('transmissions', input) };
  };
  const start = useQuery<TransmissionsPage, CommandError>({ ...ask(0), placeholderData: keepPreviousData });
  const total = start.data?.total ?? 0;
  const numbers = windowsFor(range.first - AROUND, range.last + AROUND, total, PAGE);
  const more = useQueries({ queries: numbers.map(ask) });
  const { error, again } = failedOf([start, ...more]);
  const rowAt = (index: number): TransmissionRow | undefined => {
    const number = Math.floor(index / PAGE);
    const page = number === 0 ? start.data : more[numbers.indexOf(number)]?.data;
    return page?.rows[index % PAGE];
  };
  const factor = rootScale();
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualiser's functions are not memoised, and nothing here relies on that
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => ROW * factor,
    overscan: AROUND,
    onChange: ({ range: shown }) => {
      if (!shown) return;
      const next = { first: shown.startIndex, last: shown.endIndex };
      setRange((before) => (before.first === next.first && before.last === next.last ? before : next));
    },
  });
  const failed = error && <FailureNotice failure={error.failure} compact retry={again} />;
  if (failed && !start.data) return failed;
  if (!start.data) return <SkeletonText lines={3} />;
  const draw = (index: number) => {
    const row = rowAt(index);
    return row ? (
      <Transmission row={row} dialogId={dialogId} sender={sender} onOpenLink={onOpenLink} />
    ) : (
      // As high as a letter: a lower one would bring ever more rows into sight while they are read.
      <div style={{ minHeight: `${ROW / 16}rem` }}>
        <SkeletonText lines={1} />
      </div>
    );
  };
  if (total <= MANY) {
    return (
      <>
        {failed}
        <ol className={styles.plain} aria-label={t('messages.transmissions.title', { count: total })}>
          {start.data.rows.map((row, index) => (
            <li key={row.id}>{draw(index)}</li>
          ))}
        </ol>
      </>
    );
  }
  return (
    <>
      {failed}
      <div
        ref={box}
        className={styles.box}
        role="region"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls by itself is reached by key
        tabIndex={0}
        aria-label={t('messages.transmissions.title', { count: total })}
      >
        <ol className={styles.long} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => (
            <li
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              aria-posinset={item.index + 1}
              aria-setsize={total}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {draw(item.index)}
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}

/** How deep a thread is drawn at most: beyond that it goes on straight down. */
const DEEPEST = 4;

/** One letter within a message. Its content is read at the service owner when it is unfolded, which is seen there. */
function Transmission({
  row,
  dialogId,
  sender,
  onOpenLink,
}: {
  row: TransmissionRow;
  dialogId: string;
  sender: string;
  onOpenLink: (link: ContentLink) => void;
}) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const act = useAct('open_transmission');
  const kind = transmissionKind(t, row.kind);
  const from = <bdi key="sender">{row.sender ?? sender}</bdi>;
  const body = act.data?.body ?? row.body;
  const attachments = act.data?.attachments ?? row.attachments;
  const read = () => {
    if (!act.isPending) act.mutate({ id: dialogId, transmissionId: row.id });
  };
  const unfold = () => {
    setOpen(!open);
    if (!open && row.hasContent && body === null && row.authorised) read();
  };
  const expandable = row.authorised && (row.hasContent || row.summary !== null || attachments.length > 0);
  return (
    <article
      className={styles.transmission}
      data-depth={Math.min(row.depth, DEEPEST)}
      data-from={row.fromParty ? 'party' : 'owner'}
    >
      <div className={styles.head}>
        <span className="grow">
          <strong className={styles.title} data-new={(!row.opened && !row.fromParty) || undefined}>
            <bdi>{row.title === '' ? kind : row.title}</bdi>
          </strong>
          <span className="muted sm">
            {t.rich('messages.transmissions.from', { sender: from })} <When at={row.at} />
          </span>
        </span>
        <Tag data-color={row.kind === 'alert' || row.kind === 'rejection' ? 'warning' : 'neutral'}>
          {kind}
        </Tag>
        {expandable && (
          <button type="button" className="linkButton sm" aria-expanded={open} onClick={unfold}>
            {t(
              open
                ? 'messages.transmissions.hide'
                : row.hasContent
                  ? 'messages.transmissions.read'
                  : 'messages.transmissions.show',
            )}
            <span className="vh"> {row.title}</span>
          </button>
        )}
      </div>
      {!row.authorised && <p className="muted sm">{t('messages.transmissions.notAuthorised')}</p>}
      {open && (
        <div className={styles.body}>
          {row.summary !== null && (
            <p>
              <bdi>{row.summary}</bdi>
            </p>
          )}
          {act.isPending && <SkeletonText lines={3} />}
          {act.error && <FailureNotice failure={act.error.failure} compact announce retry={read} />}
          {body && row.hasContent && <LetterBody body={body} onOpenLink={onOpenLink} onAgain={read} />}
          <Attachments
            dialogId={dialogId}
            transmissionId={row.id}
            attachments={attachments}
            several={false}
          />
        </div>
      )}
    </article>
  );
}
