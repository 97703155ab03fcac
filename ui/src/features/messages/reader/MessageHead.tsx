import { Tag } from '@digdir/designsystemet-react';
import { CalendarIcon } from '@navikt/aksel-icons';
import type { Message, MessageRow } from '~/api/generated/surface';
import { Icon } from '~/components/Icon';
import { OrgNo } from '~/components/OrgNo';
import { OwnerMark } from '~/components/OwnerMark';
import { ownerMark } from '~/components/owner-marks';
import { ReaderTitle } from '~/components/Reader';
import { useDates, useWords, type Dates, type Words } from '~/i18n';
import { dueTag, statusWords, titleOf } from '../row-words';
import styles from './MessageHead.module.css';

/** «Frist 26. nov., 14 dager»: in the reader there is room for how far away it is. */
function dueWords(t: Words, dates: Dates, row: MessageRow): string | null {
  const tag = dueTag(t, dates, row);
  if (!tag || row.due === null) return null;
  const days = dates.daysUntil(row.due);
  return days > 1 ? t('messages.due.within', { due: tag.text, days }) : tag.text;
}

/** Title, sender and recipient, when, and the two tags that matter. */
export function MessageHead({ row, message }: { row: MessageRow; message: Message | undefined }) {
  const t = useWords();
  const dates = useDates();
  const due = dueTag(t, dates, row);
  const today = dates.daysUntil(row.at) === 0;
  const when = t(today ? 'messages.head.todayAt' : 'messages.head.at', {
    date: dates.long(row.at),
    clock: dates.clock(row.at),
  });
  return (
    <>
      <ReaderTitle>
        <bdi lang={row.titleLang ?? undefined}>{titleOf(t, row)}</bdi>
      </ReaderTitle>
      <div className={styles.from}>
        <OwnerMark mark={ownerMark(row.owner, row.sender)} size="l" />
        <div className={styles.names}>
          <span>
            {t.rich('messages.head.byline', {
              sender: (
                <strong key="sender">
                  <bdi>{row.sender}</bdi>
                </strong>
              ),
              recipient: (
                <strong key="recipient">
                  <bdi>{row.recipient}</bdi>
                </strong>
              ),
            })}
          </span>
          <span className="muted sm num">
            {message?.orgNo
              ? t.rich('messages.head.whenOrg', {
                  when,
                  number: <OrgNo key="number" value={message.orgNo} />,
                })
              : when}
          </span>
        </div>
        <div className={styles.tags}>
          {row.status !== 'not_applicable' && row.status !== 'unknown' && (
            <Tag
              data-color={
                row.status === 'requires_attention'
                  ? 'info'
                  : row.status === 'completed'
                    ? 'success'
                    : 'neutral'
              }
            >
              {statusWords(t, row)}
            </Tag>
          )}
          {due && (
            <Tag data-color={due.tone}>
              <Icon of={CalendarIcon} size="xs" />
              {dueWords(t, dates, row)}
            </Tag>
          )}
        </div>
      </div>
    </>
  );
}
