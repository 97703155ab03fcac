import type { ReactNode } from 'react';
import { ReceiptIcon } from '@navikt/aksel-icons';
import { Link } from '@tanstack/react-router';
import type { SystemUserDetail } from '~/api/generated/surface';
import { KeyValues } from '~/components/Facts';
import { Icon } from '~/components/Icon';
import { useDates, useWords } from '~/i18n';
import styles from './Access.module.css';

/** Who let it in, when, and for how long. */
export function Approval({ detail: { row, receipt } }: { detail: SystemUserDetail }) {
  const t = useWords();
  const dates = useDates();
  return (
    <section className={styles.part}>
      <h2 className="h2">{t('system-users.approved.title')}</h2>
      <KeyValues
        items={[
          [
            t('system-users.approved.by'),
            t(receipt === null ? 'system-users.approved.elsewhere' : 'system-users.approved.you'),
          ],
          ...(row.created === null
            ? []
            : [
                [
                  t('system-users.approved.when'),
                  <span key="when" className="num">
                    {dates.long(row.created)}
                  </span>,
                ] as [string, ReactNode],
              ]),
          [t('system-users.approved.lasts'), t('system-users.approved.until')],
        ]}
      />
      {receipt !== null && (
        <Link to="/activity/$number" params={{ number: receipt }} className={styles.receipt}>
          <Icon of={ReceiptIcon} size="s" />
          {t('system-users.approved.receipt', { number: receipt })}
        </Link>
      )}
    </section>
  );
}
