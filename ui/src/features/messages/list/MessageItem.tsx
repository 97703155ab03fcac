import { Tag } from '@digdir/designsystemet-react';
import { CheckmarkIcon, ClockIcon, ExclamationmarkTriangleIcon, PaperclipIcon } from '@navikt/aksel-icons';
import type { Density, MessageRow } from '~/api/generated/surface';
import { Icon } from '~/components/Icon';
import { MarkedText } from '~/components/MarkedText';
import { OwnerMark } from '~/components/OwnerMark';
import { ownerMark } from '~/components/owner-marks';
import { useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';
import { rowTag, rowTime, titleOf } from '../row-words';
import styles from './MessageItem.module.css';

/** A message in a list: who, what, to whom, when; and the one thing that matters most about it. */
export function MessageItem({
  row,
  marked,
  density,
}: {
  row: MessageRow;
  /** Marked for doing something with several; `null` while nothing is. */
  marked: boolean | null;
  density: Density;
}) {
  const t = useWords();
  const dates = useDates();
  const sentence = useSentence();
  const tag = rowTag(t, dates, row);
  const byline = row.refused
    ? sentence(row.refused).what
    : t.rich('messages.row.byline', {
        sender: <bdi>{row.sender}</bdi>,
        recipient: <bdi>{row.recipient}</bdi>,
      });
  const extras = (
    <span className={styles.extras}>
      {row.waiting && <Icon of={ClockIcon} size="xs" />}
      {tag && <Tag data-color={tag.tone}>{tag.text}</Tag>}
      {row.attachments > 0 && (
        <span className={styles.clip}>
          <Icon of={PaperclipIcon} size="xs" />
          {row.attachments}
        </span>
      )}
    </span>
  );
  return (
    <div
      className={styles.message}
      data-density={density}
      data-unread={row.unread || undefined}
      data-person={row.recipientIsPerson || undefined}
      data-refused={row.refused !== null || undefined}
      data-stale={row.stale || undefined}
    >
      <span className={styles.mark}>
        {marked === true ? (
          <span className={styles.marked}>
            <Icon of={CheckmarkIcon} size="s" />
          </span>
        ) : (
          <OwnerMark mark={ownerMark(row.owner, row.sender)} size={density === 'dense' ? 's' : 'm'} />
        )}
      </span>
      <span className={styles.line}>
        <span className={`${styles.title} ell grow`} lang={row.titleLang ?? undefined}>
          <bdi>
            {row.title === '' ? titleOf(t, row) : <MarkedText text={row.title} hits={row.titleHits} />}
          </bdi>
        </span>
        {density === 'dense' && <span className={`${styles.byline} ell`}>{byline}</span>}
        {density === 'dense' && extras}
        <span className={styles.time}>{rowTime(dates, row.at)}</span>
      </span>
      {density !== 'dense' && (
        <span className={styles.line}>
          <span className={`${styles.byline} ell grow`}>
            {row.refused && <Icon of={ExclamationmarkTriangleIcon} size="xs" />}
            {byline}
          </span>
          {extras}
        </span>
      )}
      {density === 'comfortable' && (
        <span className={`${styles.summary} ell`} lang={row.titleLang ?? undefined}>
          <bdi>
            <MarkedText text={row.summary} hits={row.summaryHits} />
          </bdi>
        </span>
      )}
    </div>
  );
}
