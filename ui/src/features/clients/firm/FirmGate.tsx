import { useNavigate } from '@tanstack/react-router';
import { Button } from '@digdir/designsystemet-react';
import type { AbilityReason } from '~/api/generated/surface';
import { EmptyState } from '~/components/EmptyState';
import { FailureNotice } from '~/components/FailureNotice';
import { ListHead } from '~/components/ListHead';
import { OfflineStrip } from '~/components/OfflineStrip';
import { SkeletonRows } from '~/components/Skeleton';
import { useDates, useWords } from '~/i18n';
import { AskScope } from './AskScope';
import { whyNotRead } from './ability-words';
import styles from './FirmGate.module.css';
import type { Firms } from './useFirm';

/** A new login helps with these. */
const askable: readonly (AbilityReason | null)[] = ['scope_missing', 'consent_refused', 'refused_by_altinn'];

/** No firm to show: still asking, not allowed, none, or another than one came for. Each with its reason and the next step. */
export function FirmGate({ firms: { answer, failure, looking, foreign, choose, retry } }: { firms: Firms }) {
  const t = useWords();
  const dates = useDates();
  const navigate = useNavigate();
  const closed = answer && answer.read.way !== 'api';
  const nothing = answer && !closed && !failure && !looking;
  const [first] = answer?.firms ?? [];
  return (
    <section className={styles.gate} aria-label={t('clients.title')} data-pane data-letters>
      <ListHead title={t('clients.title')} />
      <OfflineStrip />
      {failure && <FailureNotice failure={failure} steps={!closed} retry={retry} />}
      {(!answer || looking) && !closed && !failure && <SkeletonRows height={33} count={12} />}
      {closed && (
        <EmptyState title={t('clients.gate.title')}>
          <p>{t(whyNotRead(answer.read.reason))}</p>
          {askable.includes(answer.read.reason) && (
            <p className={styles.step}>
              <AskScope feature="clients" />
            </p>
          )}
        </EmptyState>
      )}
      {nothing && foreign && (
        <EmptyState title={t('clients.gate.foreign')}>
          <p>{t('clients.gate.foreignText')}</p>
          {first && (
            <p className={styles.step}>
              <Button
                variant="secondary"
                onClick={() => {
                  choose(first.partyUuid);
                }}
              >
                {t('clients.gate.toFirm', { firm: first.name })}
              </Button>
            </p>
          )}
        </EmptyState>
      )}
      {nothing && !foreign && (
        <EmptyState
          title={t('clients.gate.noFirm')}
          {...(answer.fetchedAt !== null && {
            note: t('common.fetched', { when: dates.when(answer.fetchedAt) }),
          })}
        >
          <p>{t('clients.gate.noFirmText')}</p>
          <p className={styles.step}>
            <Button
              variant="secondary"
              onClick={() => void navigate({ to: '/clients/$view', params: { view: 'mine' } })}
            >
              {t('clients.gate.toMine')}
            </Button>
          </p>
        </EmptyState>
      )}
    </section>
  );
}
