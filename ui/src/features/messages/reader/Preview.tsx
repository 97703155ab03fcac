import { EyeIcon, KeyVerticalIcon, PaperclipIcon } from '@navikt/aksel-icons';
import type { Message, MessageRow } from '~/api/generated/surface';
import { Check } from '~/components/Check';
import { KeyValues } from '~/components/Facts';
import { MarkedText } from '~/components/MarkedText';
import { SkeletonText } from '~/components/Skeleton';
import { useDates, useWords } from '~/i18n';
import { seenWords } from './seen-words';
import styles from './Preview.module.css';

/** What list data tell of a message that has not been opened: nothing here is logged. */
export function Preview({
  row,
  message,
  pending,
}: {
  row: MessageRow;
  message: Message | undefined;
  /** It is being opened. */
  pending: boolean;
}) {
  const t = useWords();
  const dates = useDates();
  if (pending) return <SkeletonText lines={6} />;
  return (
    <div className={styles.preview}>
      {row.summary === '' ? (
        <p className="muted">{t('messages.preview.noSummary')}</p>
      ) : (
        <p className={styles.summary} lang={row.titleLang ?? undefined}>
          <bdi>
            <MarkedText text={row.summary} hits={row.summaryHits} />
          </bdi>
        </p>
      )}
      {message && (
        <>
          <KeyValues
            look="paper"
            items={[
              [t('messages.preview.service'), message.service],
              [t('messages.preview.created'), dates.long(message.created)],
              ...(row.transmissions > 0
                ? [[t('messages.preview.transmissions'), t.number(row.transmissions)] as const]
                : []),
            ]}
          />
          <div className={styles.checks}>
            <Check sort="info" icon={EyeIcon}>
              {seenWords(t, dates, message.seenBy)}
            </Check>
            {row.attachments > 0 && (
              <Check sort="info" icon={PaperclipIcon}>
                {t('messages.row.attachments', { count: row.attachments })}
              </Check>
            )}
            {message.systems.length > 0 && (
              <Check sort="info" icon={KeyVerticalIcon}>
                {t('messages.preview.systems', { names: t.list(message.systems.map(({ title }) => title)) })}
              </Check>
            )}
          </div>
        </>
      )}
    </div>
  );
}
