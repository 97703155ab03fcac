import { Button } from '@digdir/designsystemet-react';
import { ExternalLinkIcon } from '@navikt/aksel-icons';
import { useEffect } from 'react';
import type { Failure, SessionState } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { CopyButton } from '~/components/CopyButton';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon } from '~/components/Icon';
import { useScreenTitle } from '~/components/ScreenTitle';
import { Turning } from '~/components/Turning';
import { useDates, useWords } from '~/i18n';
import styles from './SignInScreen.module.css';
import waiting from './Waiting.module.css';

/** The browser has it: what happens there, and what one can do here meanwhile. */
export function Waiting({
  state,
  failure,
}: {
  state: Extract<SessionState, { kind: 'authorizing' }>;
  /** Set when the browser could not be opened: the link is then the way. */
  failure: Failure | null;
}) {
  const t = useWords();
  const dates = useDates();
  const title = useScreenTitle(t('sign-in.waitingTitle'));
  const cancel = useAct('cancel_sign_in');
  const reopen = useAct('reopen_sign_in');
  const shown = reopen.error?.failure ?? failure;
  useEffect(() => {
    title.current?.focus();
  }, [title]);
  return (
    <>
      <h1 ref={title} tabIndex={-1} className={styles.title}>
        {t('sign-in.waitingTitle')}
      </h1>
      <p className={styles.lead}>{t('sign-in.waitingText')}</p>
      {shown && (
        <div className={styles.failure}>
          <FailureNotice failure={shown} compact announce steps={false} />
        </div>
      )}
      <p className={waiting.until}>
        <Turning className={waiting.mark} />
        <span className="muted sm num">{t('sign-in.waitingUntil', { clock: dates.clock(state.until) })}</span>
      </p>
      <div className={styles.buttons}>
        <Button
          className={`cta ${styles.full ?? ''}`}
          variant="secondary"
          aria-busy={reopen.isPending || undefined}
          onClick={() => {
            reopen.mutate({});
          }}
        >
          {t('sign-in.reopen')}
          <Icon of={ExternalLinkIcon} />
        </Button>
        {state.link !== null && <CopyButton text={state.link} label={t('sign-in.copyLink')} />}
        <span className="grow" />
        <button
          type="button"
          className="linkButton"
          aria-busy={cancel.isPending || undefined}
          onClick={() => {
            cancel.mutate({});
          }}
        >
          {t('common.cancel')}
        </button>
      </div>
    </>
  );
}
