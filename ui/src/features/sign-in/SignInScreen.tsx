import type { AppInfo, Session } from '~/api/generated/surface';
import { useRead } from '~/api/queries';
import { BrandMark } from '~/components/BrandMark';
import { NotRead } from '~/components/NotRead';
import { useWords } from '~/i18n';
import { BrowserSignIn } from './BrowserSignIn';
import { Foot } from './Foot';
import { PersonaSignIn } from './PersonaSignIn';
import styles from './SignInScreen.module.css';
import { Stored } from './Stored';
import { Waiting } from './Waiting';

/** The door: who one is, in which environment, and what is kept on the machine. */
export function SignInScreen({ onHelp }: { onHelp: () => void }) {
  const { data: session } = useRead('session', {});
  const { data: app, error, refetch } = useRead('app_info', {});
  if (!session || !app) return <NotRead of={{ error, refetch }} announce />;
  return (
    <div className={styles.screen}>
      <div className={styles.middle}>
        <main className={styles.card}>
          <Brand />
          <Step session={session} app={app} />
        </main>
        <Stored storage={session.storage} />
      </div>
      <Foot app={app} onHelp={onHelp} />
    </div>
  );
}

function Step({ session, app }: { session: Session; app: AppInfo }) {
  const { state } = session;
  const personas = app.environment.id === 'sandbox' && session.personas.length > 0;
  // An invented person signs in without a browser: there is then no link, and nothing to wait for outside.
  if (state.kind === 'authorizing' && !(personas && state.link === null)) {
    return <Waiting state={state} failure={session.lastFailure} />;
  }
  if (personas) {
    return <PersonaSignIn personas={session.personas} failure={session.lastFailure} />;
  }
  return <BrowserSignIn app={app} session={session} />;
}

function Brand() {
  const t = useWords();
  return (
    <div className={styles.brand}>
      <BrandMark className={styles.mark} />
      <span className="stack">
        <strong className={styles.name}>{t('common.appName')}</strong>
        <span className="muted sm">{t('sign-in.tagline')}</span>
      </span>
    </div>
  );
}
