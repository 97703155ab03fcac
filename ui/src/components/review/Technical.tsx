import { Details } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import type { Review } from '~/api/generated/surface';
import { CopyButton } from '~/components/CopyButton';
import { KeyValues } from '~/components/Facts';
import { When } from '~/components/When';
import { useWords } from '~/i18n';
import styles from './Review.module.css';

/** Ids for support, folded, with one button that copies them all. */
export function Technical({ review }: { review: Review }) {
  const t = useWords();
  const { requestId, systemId, externalRef, packageUrns, resourceIds } = review.technical;
  const lines: [string, string[]][] = [
    [t('approvals.tech.request'), [requestId]],
    [t('approvals.tech.system'), [systemId]],
    ...(externalRef === null
      ? []
      : [[t('approvals.tech.reference'), [externalRef]] satisfies [string, string[]]]),
    ...(packageUrns.length === 0
      ? []
      : [[t('approvals.tech.packages'), packageUrns] satisfies [string, string[]]]),
    ...(resourceIds.length === 0
      ? []
      : [[t('approvals.tech.resources'), resourceIds] satisfies [string, string[]]]),
  ];
  return (
    <Details className={styles.technical}>
      <Details.Summary>{t('approvals.tech.title')}</Details.Summary>
      <Details.Content>
        <KeyValues
          look="paper"
          items={[
            ...lines.map(([name, values]): [string, ReactNode] => [
              name,
              values.map((value) => (
                <div key={value} className="mono">
                  <bdi>{value}</bdi>
                </div>
              )),
            ]),
            [t('approvals.tech.readAt'), <When key="at" at={review.fetchedAt} />],
          ]}
        />
        <CopyButton
          className={`linkButton sm ${styles.copy}`}
          label={t('rights.copy')}
          text={lines.map(([name, values]) => `${name}: ${values.join(', ')}`).join('\n')}
        />
      </Details.Content>
    </Details>
  );
}
