import {
  ArrowsCirclepathIcon,
  ArrowUndoIcon,
  Buildings2Icon,
  ClockIcon,
  ExternalLinkIcon,
  LinkIcon,
  PackageIcon,
  PersonGroupIcon,
  RobotIcon,
} from '@navikt/aksel-icons';
import type { OwnUse, Review } from '~/api/generated/surface';
import { Check } from '~/components/Check';
import { useWords, type Words } from '~/i18n';
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
      {review.ownUse !== null && (
        <Check sort="info" icon={Buildings2Icon}>
          {ownUseWords(t, review.ownUse)}
        </Check>
      )}
      {review.kind === 'change' && (
        <>
          <Check sort="info" icon={LinkIcon}>
            {t('approvals.worth.changeKept')}
          </Check>
          <Check sort="info" icon={ArrowUndoIcon}>
            {t('approvals.worth.changeRejected')}
          </Check>
        </>
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

/** Whether the own organisation may be put on it besides the clients. */
export function ownUseWords(t: Words, use: OwnUse): string {
  switch (use.kind) {
    case 'possible':
      return t('approvals.worth.ownPossible');
    case 'not_possible':
      return t('approvals.worth.ownNot', {
        count: use.packages.length,
        items: t.list(use.packages.map((name) => t('changes.quoted', { name }))),
      });
    case 'unknown':
      return t('approvals.worth.ownUnknown');
  }
}
