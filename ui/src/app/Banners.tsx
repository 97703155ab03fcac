import { ClockDashedIcon, HourglassIcon, PadlockUnlockedIcon, PersonCrossIcon } from '@navikt/aksel-icons';
import { loginWith } from '~/api/login';
import { useAct, useRead } from '~/api/queries';
import { Notice } from '~/components/Notice';
import { useWords } from '~/i18n';
import { CopyButton } from '~/components/CopyButton';
import { FailureNotice } from '~/components/FailureNotice';

/** What the whole window should know: the login has ended, the browser is waiting, the keyring is not in use. */
export function Banners() {
  const t = useWords();
  const { data: session } = useRead('session', {});
  const { data: status } = useRead('status', {});
  const signIn = useAct('sign_in');
  const cancel = useAct('cancel_sign_in');
  const reopen = useAct('reopen_sign_in');
  const keyring = useAct('retry_keyring');
  if (!session) return null;
  const { state, storage, lastFailure, personas } = session;
  const ahead = status?.clockAheadMin ?? null;
  const failure = signIn.error?.failure ?? lastFailure;
  const failed = state.kind !== 'authorizing' && failure && personas.length === 0;
  if (state.kind === 'signed_in' && storage.kind === 'keyring' && !failed && ahead === null) return null;
  return (
    <section aria-label={t('frame.notices')}>
      {state.kind === 'login_needed' && (
        <Notice
          tone="warning"
          icon={PersonCrossIcon}
          action={
            <button
              type="button"
              className="linkButton"
              onClick={() => {
                signIn.mutate(loginWith(t.language));
              }}
            >
              {t('frame.logIn')}
            </button>
          }
        >
          {t('frame.loginNeeded')}
        </Notice>
      )}
      {state.kind === 'authorizing' && (
        <Notice
          tone="info"
          icon={HourglassIcon}
          action={
            <>
              {state.link !== null && (
                <CopyButton text={state.link} label={t('sign-in.copyLink')} className="linkButton" />
              )}
              <button type="button" className="linkButton" onClick={() => reopen.mutate({})}>
                {t('frame.reopen')}
              </button>
              <button type="button" className="linkButton" onClick={() => cancel.mutate({})}>
                {t('common.cancel')}
              </button>
            </>
          }
        >
          {t('frame.loginWaiting')}
        </Notice>
      )}
      {failed && <FailureNotice failure={failure} compact announce />}
      {ahead !== null && (
        <Notice icon={ClockDashedIcon}>
          {t(ahead > 0 ? 'frame.clockSlow' : 'frame.clockFast', { minutes: Math.abs(ahead) })}
        </Notice>
      )}
      {storage.kind === 'memory' && (
        <Notice
          icon={PadlockUnlockedIcon}
          action={
            <button
              type="button"
              className="linkButton"
              onClick={() => keyring.mutate({})}
              aria-busy={keyring.isPending || undefined}
            >
              {t('errors.step.retry_keyring')}
            </button>
          }
        >
          {t('frame.memoryOnly', { reason: t(`frame.keyring.${storage.reason}`) })}
        </Notice>
      )}
    </section>
  );
}
