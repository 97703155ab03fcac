import { Button } from '@digdir/designsystemet-react';
import type { SyncState } from '~/api/generated/surface';
import { useAct, useRead } from '~/api/queries';
import { FailureNotice } from '~/components/FailureNotice';
import { syncWords } from '~/components/sync-words';
import { useDates, useWords, type Dates, type Words } from '~/i18n';
import { Part } from './Part';
import styles from './SettingsScreen.module.css';

/** Where the reading of messages stands, what it costs, and what it never does. */
export function MessagesPart() {
  const t = useWords();
  const dates = useDates();
  const { data: sync } = useRead('sync_state', {});
  const read = useAct('sync_messages');
  if (!sync) return null;
  const busy = sync.state.kind === 'polling' || sync.state.kind === 'filling' || read.isPending;
  const again = (deepen: boolean) => {
    if (!busy) read.mutate({ scope: { kind: 'all' }, deepen, parties: false });
  };
  return (
    <Part title={t('sync.title')}>
      <p className="muted">{t('sync.seen')}</p>
      <dl className={styles.abilities}>
        {factsOf(t, dates, sync).map(([what, value]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
      {sync.failure && (
        <FailureNotice
          failure={sync.failure}
          compact
          retry={() => {
            again(false);
          }}
        />
      )}
      {read.error && <FailureNotice failure={read.error.failure} compact announce steps={false} />}
      <div className={styles.buttons}>
        <Button
          variant="secondary"
          aria-busy={busy || undefined}
          onClick={() => {
            again(false);
          }}
        >
          {t('sync.now')}
        </Button>
        {sync.heldSince !== null && (
          <Button
            variant="secondary"
            aria-busy={busy || undefined}
            onClick={() => {
              again(true);
            }}
          >
            {t('sync.deepen')}
          </Button>
        )}
      </div>
      {sync.heldSince !== null && <p className="muted sm">{t('sync.deepenText')}</p>}
    </Part>
  );
}

/** What is known of it, each with its name. */
function factsOf(t: Words, dates: Dates, sync: SyncState): (readonly [string, string])[] {
  const { last, next, heldSince, held, callsPerPoll, parties, services } = sync;
  return [
    [t('sync.state'), syncWords(t, sync.state)],
    [t('sync.last'), last === null ? t('sync.never') : dates.when(last)],
    [t('sync.next'), next === null ? t('sync.paused') : dates.when(next)],
    [t('sync.held'), t.number(held)],
    [t('sync.heldSince'), heldSince === null ? t('sync.never') : dates.long(heldSince)],
    [t('sync.calls'), t('sync.callsOf', { calls: callsPerPoll, parties, services })],
  ];
}
