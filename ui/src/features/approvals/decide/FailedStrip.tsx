import { ExclamationmarkTriangleIcon, XMarkOctagonIcon } from '@navikt/aksel-icons';
import { useEffect } from 'react';
import type { ChangeStep } from '~/api/generated/surface';
import { loginWith } from '~/api/login';
import { useAct } from '~/api/queries';
import { progressOf } from '~/components/changes/change-view';
import { Notice } from '~/components/Notice';
import { useStatus } from '~/components/status/StatusProvider';
import { useFailureAlert } from '~/components/status/useFailureAlert';
import { nextSteps, useSentence } from '~/errors';
import { useWords } from '~/i18n';
import styles from './DecisionBar.module.css';
import type { Failed } from './useDecision';

const leads = {
  approve: 'approvals.failed.approve',
  reject: 'approvals.failed.reject',
  forward: 'approvals.failed.forward',
  open: 'approvals.failed.open',
} as const;

/** A decision that did not come through: that nothing happened, why, and the step that helps. */
export function FailedStrip({
  failed: { step, failure },
  partly = null,
  quiet = false,
  onAccess,
  onForward,
}: {
  failed: Failed;
  /** It is a change that stopped half-way: its steps. */
  partly?: readonly ChangeStep[] | null;
  /** It has been said aloud already. */
  quiet?: boolean;
  /** Leads to the system access that stands half made. */
  onAccess?: (() => void) | undefined;
  /** Offered when somebody else could approve instead. */
  onForward: (() => void) | undefined;
}) {
  const t = useWords();
  const { alert } = useStatus();
  const { what, means, next } = useSentence()(failure);
  const signIn = useAct('sign_in', { onError: useFailureAlert() });
  const lead = t(partly ? 'approvals.failed.partly' : leads[step]);
  const counts = partly ? `${t('approvals.failed.partlyText', progressOf(partly))} ` : '';
  const rest = `${counts}${what}. ${means} ${next}`;
  // For support: drawn, not read aloud.
  const codes = [
    failure.upstreamCode !== null && t('errors.codes', { code: failure.upstreamCode }),
    failure.traceId !== null && t('errors.trace', { trace: failure.traceId }),
  ]
    .filter(Boolean)
    .join(', ');
  useEffect(() => {
    if (!quiet) alert(`${lead} ${rest}`, true);
  }, [quiet, alert, lead, rest]);

  const help = nextSteps[failure.code];
  const login = help === 'sign_in' || help === 'step_up' || help === 'more_scopes';
  return (
    <Notice
      tone={partly ? 'warning' : 'danger'}
      icon={partly ? ExclamationmarkTriangleIcon : XMarkOctagonIcon}
      action={
        login ? (
          <button
            type="button"
            className="linkButton sm"
            onClick={() => {
              signIn.mutate(
                loginWith(t.language, { stepUp: help === 'step_up', moreScopes: help === 'more_scopes' }),
              );
            }}
          >
            {t(`errors.step.${help}`)}
          </button>
        ) : failure.code === 'registration_incomplete' && onAccess ? (
          <button type="button" className="linkButton sm" onClick={onAccess}>
            {t('approvals.failed.access')}
          </button>
        ) : step === 'approve' && onForward ? (
          <button type="button" className="linkButton sm" onClick={onForward}>
            {t('approvals.decide.forward')}
          </button>
        ) : undefined
      }
    >
      <strong>{lead}</strong> {rest}
      {codes !== '' && <div className={`num ${styles.codes}`}>{codes}</div>}
    </Notice>
  );
}
