import type { ActivityRow } from '~/api/generated/surface';
import { KeyValues } from '~/components/Facts';
import { FailureNotice } from '~/components/FailureNotice';
import { Reader, ReaderTitle } from '~/components/Reader';
import { useDates, useWords } from '~/i18n';
import { actIcons, actWords } from '../log/event-words';
import styles from './PlainEvent.module.css';

/** An event that froze nothing: what, when, where, and why it failed if it did. */
export function PlainEvent({ row }: { row: ActivityRow }) {
  const t = useWords();
  const dates = useDates();
  return (
    <Reader>
      <ReaderTitle icon={actIcons[row.act]} eyebrow={t('activity.eventNumber', { number: row.number })}>
        {actWords(t, row)}
      </ReaderTitle>
      <div className={styles.facts}>
        <KeyValues
          look="paper"
          items={[
            [t('activity.when'), `${dates.long(row.at)} ${dates.clockSeconds(row.at)}`],
            ...(row.organisation === null
              ? []
              : [[t('activity.receipt.organisation'), row.organisation] satisfies [string, string]]),
          ]}
        />
      </div>
      {row.failure ? (
        <FailureNotice failure={row.failure} compact />
      ) : (
        <p className="muted">{t('activity.noReceipt')}</p>
      )}
    </Reader>
  );
}
