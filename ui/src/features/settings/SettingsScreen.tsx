import { Button, Switch, ToggleGroup } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type {
  AfterFiling,
  AppInfo,
  Capabilities,
  Density,
  Language,
  Session,
  Theme,
} from '~/api/generated/surface';
import { loginWith } from '~/api/login';
import { useAct, useRead } from '~/api/queries';
import { useSettings } from '~/api/settings';
import { CallTable } from '~/components/calls/CallTable';
import { FailureNotice } from '~/components/FailureNotice';
import { SignOutDialog } from '~/components/SignOutDialog';
import { useScreenTitle } from '~/components/ScreenTitle';
import { useFailureAlert } from '~/components/status/useFailureAlert';
import { useWords } from '~/i18n';
import { MessagesPart } from './MessagesPart';
import { Part } from './Part';
import styles from './SettingsScreen.module.css';
import { ZoomChoice } from './ZoomChoice';

const languages: Language[] = ['nb', 'nn', 'en'];
const themes: Theme[] = ['auto', 'light', 'dark'];
const afterFiling: AfterFiling[] = ['below', 'above', 'list'];
const densities: Density[] = ['comfortable', 'compact', 'dense'];

/** Everything one can set. Each change is kept at once; one that could not be kept flips back and says why. */
export function SettingsScreen() {
  const t = useWords();
  const title = useScreenTitle(t('settings.title'));
  const { settings, change, error } = useSettings();
  const { data: session } = useRead('session', {});
  const { data: app } = useRead('app_info', {});
  return (
    <section aria-label={t('settings.title')} className={styles.screen} data-pane data-letters>
      <header className={styles.head}>
        <h1 ref={title} tabIndex={-1} className="h1">
          {t('settings.title')}
        </h1>
        <span className="muted sm">{t('settings.savedAtOnce')}</span>
      </header>
      {error && <FailureNotice failure={error.failure} compact announce />}
      {settings && (
        <>
          <Part title={t('settings.look')}>
            <Choice
              label={t('settings.language')}
              value={settings.language}
              options={languages}
              word={(language) => t(`settings.language.${language}`)}
              onChange={(language) => {
                change({ language });
              }}
            />
            <Choice
              label={t('settings.theme')}
              value={settings.theme}
              options={themes}
              word={(theme) => t(`settings.theme.${theme}`)}
              onChange={(theme) => {
                change({ theme });
              }}
            />
            <Choice
              label={t('settings.density')}
              value={settings.density}
              options={densities}
              word={(density) => t(`settings.density.${density}`)}
              onChange={(density) => {
                change({ density });
              }}
            />
            <ZoomChoice />
          </Part>
          <Part title={t('settings.work')}>
            <Choice
              label={t('settings.afterFiling')}
              value={settings.afterFiling}
              options={afterFiling}
              word={(place) => t(`settings.afterFiling.${place}`)}
              onChange={(place) => {
                change({ afterFiling: place });
              }}
            />
            <p className="muted sm">{t('settings.afterFilingText')}</p>
            <Switch
              label={t('settings.undoReject')}
              description={t('settings.undoRejectText')}
              checked={settings.undoReject}
              onChange={(event) => {
                change({ undoReject: event.target.checked });
              }}
            />
            <Switch
              label={t('settings.letters')}
              description={t('settings.lettersText')}
              checked={settings.letterShortcuts}
              onChange={(event) => {
                change({ letterShortcuts: event.target.checked });
              }}
            />
          </Part>
        </>
      )}
      <MessagesPart />
      <CallsPart />
      {session && <Account session={session} />}
      {app && <Environment app={app} />}
    </section>
  );
}

/** What all of it costs Altinn, today. */
function CallsPart() {
  const t = useWords();
  const { data: status } = useRead('status', {});
  if (!status) return null;
  return (
    <Part title={t('frame.callsTitle')}>
      <CallTable calls={status.calls} />
    </Part>
  );
}

/** One of a few, side by side. */
function Choice<K extends string>({
  label,
  value,
  options,
  word,
  onChange,
}: {
  label: string;
  value: K;
  options: K[];
  word: (option: K) => string;
  onChange: (value: K) => void;
}) {
  return (
    <div className={styles.choice}>
      <span aria-hidden>{label}</span>
      <ToggleGroup
        aria-label={label}
        className={styles.options}
        variant="secondary"
        value={value}
        onChange={(next) => {
          onChange(next as K);
        }}
      >
        {options.map((option) => (
          <ToggleGroup.Item key={option} value={option}>
            {word(option)}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup>
    </div>
  );
}

const acts: (keyof Capabilities)[] = [
  'listRequests',
  'approve',
  'reject',
  'escalate',
  'preCheck',
  'systemUsers',
  'systemUserRights',
  'withdraw',
  'withdrawClient',
  'approveChange',
  'create',
  'browseSystems',
  'ownOrganisation',
  'readClients',
  'changeClients',
  'myClients',
  'leaveClients',
];

/** Who one is, what the login can do and where it is kept, and the ways out. */
function Account({ session }: { session: Session }) {
  const t = useWords();
  const signIn = useAct('sign_in', { onError: useFailureAlert() });
  const signOut = useAct('sign_out');
  const keyring = useAct('retry_keyring');
  const [deleting, setDeleting] = useState(false);
  const { person, level, storage, capabilities } = session;
  const missing = acts.some((act) =>
    ['scope_missing', 'consent_refused'].includes(capabilities[act].reason ?? ''),
  );
  return (
    <>
      <Part title={t('settings.account')}>
        {person && (
          <p className={styles.who}>
            <strong>{t('settings.signedInAs', { name: person.name })}</strong>
            {level !== null && (
              <span className="muted">
                {level >= 4 ? t('settings.levelHigh') : t('settings.levelSubstantial')}
              </span>
            )}
          </p>
        )}
        <p className="muted">
          {storage.kind === 'keyring'
            ? t('settings.storageKeyring')
            : t('frame.memoryOnly', { reason: t(`frame.keyring.${storage.reason}`) })}
        </p>
        <div className={styles.buttons}>
          {storage.kind === 'memory' && (
            <Button
              variant="secondary"
              aria-busy={keyring.isPending || undefined}
              onClick={() => keyring.mutate({})}
            >
              {t('errors.step.retry_keyring')}
            </Button>
          )}
          <Button
            variant="secondary"
            onClick={() => {
              signOut.mutate({ endSession: false, deleteData: false });
            }}
          >
            {t('settings.signOut')}
          </Button>
          <Button
            variant="secondary"
            data-color="danger"
            onClick={() => {
              setDeleting(true);
            }}
          >
            {t('settings.signOutDelete')}
          </Button>
        </div>
        <p className="muted sm">{t('settings.signOutText')}</p>
        {keyring.error && <FailureNotice failure={keyring.error.failure} compact announce steps={false} />}
        {signOut.error && <FailureNotice failure={signOut.error.failure} compact announce />}
      </Part>
      <Part title={t('settings.can')}>
        <dl className={styles.abilities}>
          {acts.map((act) => {
            const { way, reason } = capabilities[act];
            return (
              <div key={act}>
                <dt>{t(`settings.can.${act}`)}</dt>
                <dd>
                  {t(`settings.way.${way}`)}
                  {reason && <span className="muted sm">{t(`settings.reason.${reason}`)}</span>}
                </dd>
              </div>
            );
          })}
        </dl>
        {missing && (
          <div className={styles.buttons}>
            <Button
              variant="secondary"
              aria-busy={signIn.isPending || undefined}
              onClick={() => {
                signIn.mutate(loginWith(t.language, { moreScopes: true }));
              }}
            >
              {t('settings.askScopes')}
            </Button>
          </div>
        )}
      </Part>
      {deleting && (
        <SignOutDialog
          onClose={() => {
            setDeleting(false);
          }}
        />
      )}
    </>
  );
}

/** Which Altinn this is, and the way to another. */
function Environment({ app }: { app: AppInfo }) {
  const t = useWords();
  const change = useAct('switch_environment');
  const others = app.environments.filter(({ id }) => id !== app.environment.id);
  return (
    <Part title={t('settings.environment')}>
      <p className="muted">
        {t('settings.environmentText', { name: t(`sign-in.env.${app.environment.id}`) })}
      </p>
      <div className={styles.buttons}>
        {others.map(({ id }) => (
          <Button
            key={id}
            variant="secondary"
            onClick={() => {
              change.mutate({ to: id });
            }}
          >
            {t('settings.switchTo', { name: t(`sign-in.env.${id}`) })}
          </Button>
        ))}
      </div>
      {change.error && <FailureNotice failure={change.error.failure} compact announce />}
    </Part>
  );
}
