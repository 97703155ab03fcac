import { useId, type ReactNode } from 'react';
import { useAct, useRead } from '~/api/queries';
import { BrandMark } from '~/components/BrandMark';
import { CopyButton } from '~/components/CopyButton';
import { FailureNotice } from '~/components/FailureNotice';
import { AccessibilityText, PrivacyText } from '~/components/legal/LegalTexts';
import { NotRead } from '~/components/NotRead';
import { useScreenTitle } from '~/components/ScreenTitle';
import { useWords } from '~/i18n';
import styles from './AboutScreen.module.css';
import { licences } from './licences';

/** Whose program this is, which version, where its files are, and the short statements. */
export function AboutScreen() {
  const t = useWords();
  const title = useScreenTitle(t('about.title'));
  const { data: app, error, refetch } = useRead('app_info', {});
  const open = useAct('open_external');
  if (!app) return <NotRead of={{ error, refetch }} announce />;
  const paths: [string, string | null][] = [
    [t('about.logs'), app.logDir],
    [t('about.data'), app.dataDir],
  ];
  return (
    <section aria-label={t('about.title')} className={styles.screen} data-pane data-letters>
      <header className={styles.head}>
        <BrandMark className={styles.mark} />
        <div>
          <h1 ref={title} tabIndex={-1} className="h1">
            {t('about.title')}
          </h1>
          <p className="muted num">
            {[
              t('about.version', { version: app.version }),
              t(`sign-in.env.${app.environment.id}`),
              app.environment.portalHost,
            ].join(', ')}
          </p>
        </div>
      </header>
      <div className={styles.parts}>
        <p>{t('about.what')}</p>
        <p>
          <strong>{t('about.notDigdir')}</strong>
        </p>
        <dl className={styles.paths}>
          {paths.map(
            ([name, path]) =>
              path !== null && (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>
                    <span className="mono">{path}</span>
                    <CopyButton text={path} label={t('about.copyPath')} />
                  </dd>
                </div>
              ),
          )}
        </dl>
        <p className="muted sm">{t('about.logsNote')}</p>
        <Part title={t('about.privacy')}>
          <PrivacyText />
        </Part>
        <Part title={t('about.accessibility')}>
          <AccessibilityText />
        </Part>
        <Part title={t('about.licences')}>
          <p>{t('about.licencesText')}</p>
          <ul className={styles.licences}>
            {licences.map(({ name, licence }) => (
              <li key={name}>
                <span>{name}</span>
                <span className="muted sm">{licence}</span>
              </li>
            ))}
          </ul>
          <button
            type="button"
            className={`linkButton ${styles.read ?? ''}`}
            onClick={() => {
              open.mutate({ target: { kind: 'known', name: 'licence' } });
            }}
          >
            {t('about.licenceOpen')}
          </button>
          {open.error && <FailureNotice failure={open.error.failure} compact announce />}
        </Part>
      </div>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.part}>
      <h2 id={id} className="h2">
        {title}
      </h2>
      {children}
    </section>
  );
}
