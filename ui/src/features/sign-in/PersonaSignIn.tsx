import { Button } from '@digdir/designsystemet-react';
import { ChevronRightIcon, ExternalLinkIcon } from '@navikt/aksel-icons';
import { useId, useState } from 'react';
import type { Failure, Persona } from '~/api/generated/surface';
import { loginWith } from '~/api/login';
import { useAct } from '~/api/queries';
import { Avatar } from '~/components/Avatar';
import { BigButton } from '~/components/BigButton';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon } from '~/components/Icon';
import { useScreenTitle } from '~/components/ScreenTitle';
import { useWords } from '~/i18n';
import styles from './PersonaSignIn.module.css';
import { Recover } from './Recover';
import screen from './SignInScreen.module.css';

/** The trial: choose an invented person, or go through the browser as one would for real. */
export function PersonaSignIn({ personas, failure }: { personas: Persona[]; failure: Failure | null }) {
  const t = useWords();
  const title = useScreenTitle(t('sign-in.title'));
  const group = useId();
  const signIn = useAct('sign_in');
  const [key, setKey] = useState(personas[0]?.key);
  const chosen = personas.find((persona) => persona.key === key) ?? personas[0];
  const shown = signIn.error?.failure ?? failure;
  const enter = (persona: string | null) => {
    signIn.mutate(loginWith(t.language, { persona }));
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen && !signIn.isPending) enter(chosen.key);
      }}
    >
      <h1 ref={title} tabIndex={-1} className={screen.title}>
        {t('sign-in.whoTitle')}
      </h1>
      <p className={screen.lead}>{t('sign-in.whoText')}</p>
      {shown && (
        <div className={screen.failure}>
          <FailureNotice
            failure={shown}
            compact
            announce
            steps={false}
            action={<Recover failure={shown} />}
          />
        </div>
      )}
      <fieldset className={styles.personas}>
        <legend className="vh">{t('sign-in.personas')}</legend>
        {personas.map((persona) => (
          <label key={persona.key} className={styles.persona}>
            <input
              type="radio"
              name={group}
              className="vh"
              checked={persona.key === chosen?.key}
              onChange={() => {
                setKey(persona.key);
              }}
            />
            <Avatar initials={persona.initials} kind="person" size="m" />
            <span className="stack grow">
              <strong>{persona.name}</strong>
              {/* The sandbox's own data is in bokmål. */}
              <span className="muted sm" lang="nb">
                {persona.blurb}
              </span>
            </span>
            <Icon of={ChevronRightIcon} size="s" />
          </label>
        ))}
      </fieldset>
      {chosen && (
        <BigButton
          type="submit"
          className={screen.full}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the one thing to do here
          autoFocus
          busy={signIn.isPending && signIn.variables.persona !== null ? t('common.working') : undefined}
        >
          {t('sign-in.continueAs', { name: chosen.name })}
        </BigButton>
      )}
      <div className={styles.browser}>
        <Button
          variant="tertiary"
          onClick={() => {
            enter(null);
          }}
        >
          {t('sign-in.inBrowser')}
          <Icon of={ExternalLinkIcon} />
        </Button>
      </div>
    </form>
  );
}
