import type { Receipt, ServiceView } from '~/api/generated/surface';
import { Verbs } from '~/components/rights/Verbs';
import { useDates, useWords } from '~/i18n';
import { ReceiptPaper } from '../receipt/ReceiptPaper';

/** A receipt on paper: every service with what it permits. */
export function ReceiptPrint({ receipt }: { receipt: Receipt }) {
  const t = useWords();
  const dates = useDates();
  const { review, number } = receipt;
  const now = new Date().toISOString();
  return (
    <>
      <p>{t('activity.print.receipt', { number, date: dates.long(now), time: dates.clock(now) })}</p>
      <ReceiptPaper
        receipt={receipt}
        services={
          <>
            <h2>{t('activity.receipt.services', { count: review.serviceCount })}</h2>
            {review.packages.map((item) => (
              <section key={item.urn}>
                <h3>{item.name}</h3>
                <Services services={item.services} />
              </section>
            ))}
            {review.services.length > 0 && (
              <section>
                <h3>{t('rights.singlesHead')}</h3>
                <Services services={review.services} />
              </section>
            )}
          </>
        }
      />
    </>
  );
}

function Services({ services }: { services: ServiceView[] }) {
  const t = useWords();
  return (
    <ul>
      {services.map((service) => (
        <li key={service.resourceId}>
          {t.rich('rights.pair', {
            first: (
              <b>
                {service.owner === null
                  ? service.name
                  : t('activity.print.serviceOwner', { service: service.name, owner: service.owner })}
              </b>
            ),
            second: <Verbs verbs={service.verbs} />,
          })}
          {service.what !== null && <p>{service.what}</p>}
        </li>
      ))}
    </ul>
  );
}
