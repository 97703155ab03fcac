import {
  ArrowsCirclepathIcon,
  ClockIcon,
  ExternalLinkIcon,
  PackageIcon,
  PersonGroupIcon,
  RobotIcon,
} from '@navikt/aksel-icons';
import type { Review } from '~/api/generated/surface';
import { Check } from '~/components/Check';
import { useWords } from '~/i18n';
import styles from './Review.module.css';

/** What a person should know before deciding, whatever the request. */
export function WorthKnowing({ review }: { review: Review }) {
  const t = useWords();
  return (
    <section className={styles.part}>
      <h2 className="h2">{t('approvals.worth.title')}</h2>
      {review.kind === 'client' && (
        <Check sort="info" icon={PersonGroupIcon}>
          {t('approvals.worth.clients')}
        </Check>
      )}
      <Check sort="info" icon={RobotIcon}>
        {t('approvals.worth.impersonal')}
      </Check>
      <Check sort="info" icon={ArrowsCirclepathIcon}>
        {t('approvals.worth.lasts')}
      </Check>
      {review.packages.length > 0 && (
        <Check sort="info" icon={PackageIcon}>
          {t('approvals.worth.grows')}
        </Check>
      )}
      {review.redirectHost !== null && (
        <Check sort="info" icon={ExternalLinkIcon}>
          {t.rich('approvals.worth.redirect', { host: review.redirectHost })}
        </Check>
      )}
      {review.timedOut && (
        <Check sort="info" icon={ClockIcon}>
          {t('approvals.worth.timedOut')}
        </Check>
      )}
    </section>
  );
}
