import { Button } from '@digdir/designsystemet-react';
import { Link } from '@tanstack/react-router';
import type { BulkChange, Move, MoveClients } from '~/api/generated/surface';
import { useAct, useRead } from '~/api/queries';
import { Check } from '~/components/Check';
import { FailureNotice } from '~/components/FailureNotice';
import { NotRead } from '~/components/NotRead';
import { useWords } from '~/i18n';
import styles from './Move.module.css';

/** Clients named at most; the rest are counted. */
const NAMED = 12;

/** Clients of the old access: how many the new one has too, which it lacks, and the way to give it those. */
export function MovedClients({ move, clients: { same, missing } }: { move: Move; clients: MoveClients }) {
  const t = useWords();
  const to = move.new ?? { id: '', title: '' };
  const lacking = missing.length > 0 && move.step === 'withdraw';
  const change: BulkChange = {
    firm: move.partyUuid,
    source: { kind: 'as_agent', from: move.from.id, to: to.id },
  };
  const input = { change, outcome: null, offset: 0, limit: 0 };
  const { data: plan, error, refetch } = useRead('plan_bulk', input, { enabled: lacking });
  const start = useAct('start_job');
  if (missing.length === 0) return <Check sort="yes">{t('moving.clients.all', { count: same })}</Check>;
  return (
    <>
      <p className="muted sm">{t('moving.clients.same', { count: same })}</p>
      <section className={styles.services} data-sort="missing">
        <h3>{t('moving.clients.missing', { count: missing.length })}</h3>
        <ul>
          {missing.slice(0, NAMED).map(({ partyUuid, name, orgNo }) => (
            <li key={partyUuid}>
              <span className="grow">{name}</span>
              <span className="muted sm num">{orgNo}</span>
            </li>
          ))}
          {missing.length > NAMED && (
            <li className="muted sm">{t('moving.clients.more', { count: missing.length - NAMED })}</li>
          )}
        </ul>
      </section>
      <NotRead of={{ error, refetch }} compact />
      {start.error && <FailureNotice failure={start.error.failure} compact announce />}
      {start.data ? (
        <p className={`sm ${styles.compared}`}>
          <span>{t('moving.clients.underWay')}</span>
          <Link to="/clients/$view/$id" params={{ view: 'jobs', id: start.data.id }}>
            {t('moving.clients.toJob')}
          </Link>
        </p>
      ) : (
        plan &&
        plan.adds > 0 && (
          <Button
            variant="secondary"
            aria-busy={start.isPending || undefined}
            onClick={() => {
              if (!start.isPending) start.mutate({ change, fingerprint: plan.fingerprint });
            }}
          >
            {t('moving.clients.give', { count: plan.clients, to: to.title })}
          </Button>
        )
      )}
      {plan && plan.blocked > 0 && (
        <Check sort="no">{t('moving.clients.blocked', { count: plan.blocked, to: to.title })}</Check>
      )}
    </>
  );
}
