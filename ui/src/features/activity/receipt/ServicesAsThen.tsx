import { useState } from 'react';
import type { Review } from '~/api/generated/surface';
import { RightsTree } from '~/components/rights/RightsTree';
import { verbsOf } from '~/components/rights/verbs';
import { Verbs } from '~/components/rights/Verbs';
import { useWords } from '~/i18n';
import styles from './ReceiptPaper.module.css';

/** The services as they were when it was decided: by package, or all of them laid out. */
export function ServicesAsThen({ review }: { review: Review }) {
  const t = useWords();
  const [all, setAll] = useState(false);
  return (
    <>
      <div className={styles.servicesHead}>
        <h2 className="h2 grow">{t('activity.receipt.services', { count: review.serviceCount })}</h2>
        {review.serviceCount > 0 && (
          <button
            type="button"
            className="linkButton sm"
            onClick={() => {
              setAll(!all);
            }}
          >
            {t(all ? 'activity.receipt.showSummary' : 'activity.receipt.showAll')}
          </button>
        )}
      </div>
      {all ? (
        <RightsTree rights={review} level={3} />
      ) : (
        <ul className={styles.summary}>
          {review.packages.map((item) => (
            <li key={item.urn}>
              <span>
                {t.rich('rights.pair', {
                  first: item.name,
                  second: (
                    <span className={styles.count}>
                      {t('rights.services', { count: item.services.length })}
                    </span>
                  ),
                })}
              </span>
              <Verbs verbs={verbsOf(item.services)} plain />
            </li>
          ))}
          {review.services.map((service) => (
            <li key={service.resourceId}>
              <span>
                {t.rich('rights.pair', {
                  first: service.name,
                  second: <span className={styles.count}>{t('rights.single')}</span>,
                })}
              </span>
              <Verbs verbs={service.verbs} plain />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
