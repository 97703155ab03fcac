import { Alert, Button } from '@digdir/designsystemet-react';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Failure } from '~/api/generated/surface';
import { loginWith } from '~/api/login';
import { useAct } from '~/api/queries';
import { nextSteps, useSentence } from '~/errors';
import { useWords } from '~/i18n';
import styles from './FailureNotice.module.css';
import { useStatus } from './status/StatusProvider';
import { useFailureAlert } from './status/useFailureAlert';
import { useFocusOnward } from './useFocusOnward';

/**
 * A failure where it happened: what, what it means, what to do, and the step that helps as a button.
 * `announce` also says it in the assertive region: for what the user just did.
 */
export function FailureNotice({
  failure,
  lead,
  retry,
  announce = false,
  compact = false,
  steps = true,
  action,
}: {
  failure: Failure;
  /** Stands before the sentence: what it is about. */
  lead?: string | undefined;
  /** Tries again; without it no such button is drawn. */
  retry?: (() => void) | undefined;
  announce?: boolean;
  /** One line less air, for rows and panels. */
  compact?: boolean;
  /** False: the screen has its own button for the next step. */
  steps?: boolean;
  /** More to do. */
  action?: ReactNode;
}) {
  const t = useWords();
  const { what, means, next } = useSentence()(failure);
  const { alert } = useStatus();
  const onError = useFailureAlert();
  const signIn = useAct('sign_in', { onError });
  const keyring = useAct('retry_keyring', { onError });
  const step = nextSteps[failure.code];
  const said = useRef<Failure | null>(null);
  const notice = useRef<HTMLDivElement>(null);
  useFocusOnward(notice);
  useEffect(() => {
    if (!announce || said.current === failure) return;
    said.current = failure;
    alert(`${what}. ${means} ${next}`, true);
  }, [announce, failure, alert, what, means, next]);

  const login = (stepUp: boolean, moreScopes: boolean) => {
    signIn.mutate(loginWith(t.language, { stepUp, moreScopes }));
  };
  const run = !steps
    ? undefined
    : step === 'retry'
      ? retry
      : step === 'sign_in'
        ? () => login(false, false)
        : step === 'step_up'
          ? () => login(true, false)
          : step === 'more_scopes'
            ? () => login(false, true)
            : step === 'retry_keyring'
              ? () => keyring.mutate({})
              : undefined;
  const codes = [
    failure.upstreamCode && t('errors.codes', { code: failure.upstreamCode }),
    failure.traceId && t('errors.trace', { trace: failure.traceId }),
  ]
    .filter(Boolean)
    .join(', ');

  return (
    <Alert ref={notice} data-color="danger" className={styles.notice} data-compact={compact || undefined}>
      <p className={styles.what}>{lead === undefined ? what : t('errors.lead', { lead, what })}</p>
      <p>
        {means} {next}
      </p>
      {codes !== '' && <p className={`num ${styles.codes ?? ''}`}>{codes}</p>}
      {(run ?? action) && (
        <div className={styles.steps}>
          {run && step !== 'none' && (
            <Button
              variant="secondary"
              className="xs"
              onClick={run}
              aria-busy={signIn.isPending || keyring.isPending || undefined}
            >
              {t(`errors.step.${step}`)}
            </Button>
          )}
          {action}
        </div>
      )}
    </Alert>
  );
}
