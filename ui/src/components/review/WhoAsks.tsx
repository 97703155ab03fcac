import { KeyVerticalIcon, ReceiptIcon } from '@navikt/aksel-icons';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ChangedSystemUser, VendorView } from '~/api/generated/surface';
import { Check } from '~/components/Check';
import { KeyValues } from '~/components/Facts';
import { Icon } from '~/components/Icon';
import { OrgNo } from '~/components/OrgNo';
import { registerTroubles, registerWords } from '~/components/rights/register-status';
import { useDates, useWords } from '~/i18n';
import styles from './Review.module.css';

/** Beside a change: who asks for it, and the system access that it changes, to look at as it is now. */
export function WhoAsks({ vendor, access }: { vendor: VendorView; access: ChangedSystemUser }) {
  const t = useWords();
  const dates = useDates();
  const day = (at: string) => (
    <span key="day" className="num">
      {dates.short(at)}
    </span>
  );
  const changed: [string, ReactNode][] =
    access.lastDecided !== null
      ? [[t('changes.lastChanged'), day(access.lastDecided)]]
      : access.created !== null
        ? [[t('changes.created'), day(access.created)]]
        : [];
  return (
    <section className={`${styles.part} ${styles.asks}`}>
      <h2 className="h2">{t('changes.asks')}</h2>
      <KeyValues
        items={[
          [t('approvals.review.vendor'), vendor.name],
          [t('changes.orgNo'), <OrgNo key="no" value={vendor.orgNo} />],
          [t('changes.usedBy'), t('changes.usedByYours', { count: vendor.usedBy })],
          ...changed,
        ]}
      />
      {registerTroubles(vendor.register) && (
        <Check sort="no">{registerWords(t, dates, vendor.register)}</Check>
      )}
      <nav className={styles.links} aria-label={t('changes.access')}>
        <Link
          to="/system-users/$partyUuid/$id"
          params={{ partyUuid: access.partyUuid, id: access.id }}
          className="line"
        >
          <Icon of={KeyVerticalIcon} size="s" />
          {t('changes.accessLink')}
        </Link>
        {access.receipt !== null && (
          <Link to="/activity/$number" params={{ number: access.receipt }} className="line">
            <Icon of={ReceiptIcon} size="s" />
            {t('changes.accessReceipt', { number: access.receipt })}
          </Link>
        )}
      </nav>
    </section>
  );
}
