import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { AlikeOutcome, AlikeOutcomes } from '~/api/generated/surface';
import { Check, type CheckSort } from '~/components/Check';
import { moveFocus } from '~/components/focus';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import styles from './Alike.module.css';
import { wentOf, type Went } from './alike-view';

const sorts: Record<Went, CheckSort> = {
  approved: 'yes',
  unrecorded: 'yes',
  unknown: 'caution',
  failed: 'no',
  not_sent: 'info',
};

/** What came of each organisation, with its own receipt. */
export function Outcomes({ outcomes: { rows, approved, notSent } }: { outcomes: AlikeOutcomes }) {
  const t = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  // The confirmation that had the focus is gone; what came of it is read first.
  useEffect(() => {
    moveFocus(title.current, { preventScroll: true });
    title.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <section className={styles.part}>
      <h2 ref={title} className="h2" tabIndex={-1}>
        {t('alike.done', { approved, count: rows.length })}
      </h2>
      {notSent > 0 && <p className="muted sm">{t('alike.notSent', { count: notSent })}</p>}
      <ul className={styles.outcomes}>
        {rows.map((row) => (
          <Outcome key={row.key} row={row} />
        ))}
      </ul>
    </section>
  );
}

function Outcome({ row }: { row: AlikeOutcome }) {
  const t = useWords();
  const sentence = useSentence();
  const went = wentOf(row);
  const why = row.failure ?? (row.decision && 'failure' in row.decision ? row.decision.failure : null);
  const how = [t(`alike.went.${went}`), ...(why === null ? [] : [`${sentence(why).what}.`])];
  return (
    <li>
      <Check sort={sorts[went]}>
        {t.rich('rights.pair', {
          first: <strong>{row.organisation}</strong>,
          second: <span className="muted">{how.join(' ')}</span>,
        })}
      </Check>
      {row.decision?.kind === 'done' ? (
        <Link
          to="/activity/$number"
          params={{ number: row.decision.receipt }}
          aria-label={t('alike.receiptOf', {
            number: row.decision.receipt,
            organisation: row.organisation,
          })}
        >
          {t('changes.accessReceipt', { number: row.decision.receipt })}
        </Link>
      ) : (
        went !== 'unrecorded' && (
          <Link
            to="/approvals/$key"
            params={{ key: row.key }}
            aria-label={t('alike.openOf', { organisation: row.organisation })}
          >
            {t('alike.open')}
          </Link>
        )
      )}
    </li>
  );
}
