import { Button, ToggleGroup } from '@digdir/designsystemet-react';
import { CloudSlashIcon, ExternalLinkIcon, SandboxIcon } from '@navikt/aksel-icons';
import type { AppInfo, EnvironmentId, Session } from '~/api/generated/surface';
import { loginWith } from '~/api/login';
import { useAct, useRead } from '~/api/queries';
import { BigButton } from '~/components/BigButton';
import { Check } from '~/components/Check';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon } from '~/components/Icon';
import { useScreenTitle } from '~/components/ScreenTitle';
import { useWords } from '~/i18n';
import { Recover } from './Recover';
import styles from './SignInScreen.module.css';

/** Sign-in through the system browser, and the choice of environment. */
export function BrowserSignIn({ app, session }: { app: AppInfo; session: Session }) {
  const t = useWords();
  const title = useScreenTitle(t('sign-in.title'));
  const { data: status } = useRead('status', {});
  const signIn = useAct('sign_in');
  const change = useAct('switch_environment');
  const { environment } = app;
  const failure = signIn.error?.failure ?? change.error?.failure ?? session.lastFailure;
  const choices = app.environments.filter(({ id }) => id !== 'sandbox');
  const hasSandbox = app.environments.some(({ id }) => id === 'sandbox');

  return (
    <>
      <h1 ref={title} tabIndex={-1} className={styles.title}>
        {t('sign-in.lead')}
      </h1>
      <p className={styles.lead}>{t('sign-in.text')}</p>
      {failure && (
        <div className={styles.failure}>
          <FailureNotice
            failure={failure}
            compact
            announce
            steps={failure.code.startsWith('keyring') || failure.code === 'store_locked'}
            action={<Recover failure={failure} />}
          />
        </div>
      )}
      {choices.length > 1 && (
        <div className={styles.block}>
          <p className={styles.label} aria-hidden>
            {t('sign-in.environment')}
          </p>
          <ToggleGroup
            aria-label={t('sign-in.environment')}
            variant="secondary"
            className={styles.environments}
            value={environment.id}
            onChange={(to) => {
              change.mutate({ to: to as EnvironmentId });
            }}
          >
            {choices.map(({ id }) => (
              <ToggleGroup.Item key={id} value={id}>
                {t(`sign-in.env.${id}`)}
              </ToggleGroup.Item>
            ))}
          </ToggleGroup>
        </div>
      )}
      <div className={styles.block}>
        <BigButton
          className={styles.full}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the one thing to do here
          autoFocus
          busy={signIn.isPending ? t('common.working') : undefined}
          unavailable={environment.canSignIn ? undefined : t('sign-in.cannotSignIn')}
          onClick={() => {
            signIn.mutate(loginWith(t.language));
          }}
        >
          {t('sign-in.logIn')}
          <Icon of={ExternalLinkIcon} />
        </BigButton>
      </div>
      <Button
        variant="tertiary"
        className={styles.full}
        aria-disabled={!environment.canSignIn || undefined}
        onClick={() => {
          if (environment.canSignIn) signIn.mutate(loginWith(t.language, { otherPerson: true }));
        }}
      >
        {t('sign-in.otherPerson')}
      </Button>
      {status?.connection === 'offline' ? (
        <div className={styles.note}>
          <Check sort="caution" icon={CloudSlashIcon}>
            {t('sign-in.offline')}
          </Check>
        </div>
      ) : (
        <p className={`muted sm ${styles.note ?? ''}`}>{t('sign-in.logInNote')}</p>
      )}
      {hasSandbox && (
        <>
          <p className={`muted sm ${styles.or ?? ''}`}>{t('sign-in.or')}</p>
          <Button
            variant="secondary"
            className={`cta ${styles.full ?? ''}`}
            onClick={() => {
              change.mutate({ to: 'sandbox' });
            }}
          >
            <Icon of={SandboxIcon} />
            {t('sign-in.try')}
          </Button>
        </>
      )}
    </>
  );
}
