import { useState } from 'react';
import type { AppInfo, Language } from '~/api/generated/surface';
import { useSettings } from '~/api/settings';
import { Flyout } from '~/components/Flyout';
import { Keys } from '~/components/keys/Keys';
import { AccessibilityText, PrivacyText } from '~/components/legal/LegalTexts';
import { Modal } from '~/components/Modal';
import { useWords } from '~/i18n';
import styles from './Foot.module.css';

const languages: Language[] = ['nb', 'nn', 'en'];

/** Language, the short texts, help, and whose program this is. */
export function Foot({ app, onHelp }: { app: AppInfo; onHelp: () => void }) {
  const t = useWords();
  const { change } = useSettings();
  const [text, setText] = useState<'privacy' | 'accessibility' | null>(null);
  return (
    <footer className={styles.foot}>
      <Flyout
        className={styles.link}
        placement="top-start"
        trigger={
          <span className={styles.words}>
            {t('sign-in.language', { name: t(`settings.language.${t.language}`) })}
          </span>
        }
      >
        {(close) => (
          <ul aria-label={t('sign-in.languageTitle')}>
            {languages.map((language) => (
              <li key={language}>
                <button
                  type="button"
                  lang={language}
                  className={styles.choice}
                  aria-pressed={language === t.language}
                  onClick={() => {
                    change({ language });
                    close();
                  }}
                >
                  {t(`settings.language.${language}`)}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Flyout>
      <button
        type="button"
        className={styles.link}
        onClick={() => {
          setText('privacy');
        }}
      >
        <span className={styles.words}>{t('sign-in.privacy')}</span>
      </button>
      <button
        type="button"
        className={styles.link}
        onClick={() => {
          setText('accessibility');
        }}
      >
        <span className={styles.words}>{t('sign-in.accessibility')}</span>
      </button>
      <button type="button" className={styles.link} aria-keyshortcuts="F1" onClick={onHelp}>
        <span className={styles.words}>{t('frame.help')}</span> <Keys id="help" />
      </button>
      <span className="grow" />
      <span>{t('sign-in.notDigdir')}</span>
      <span className="num">{t('sign-in.version', { version: app.version })}</span>
      {text && (
        <Modal
          title={t(`sign-in.${text}`)}
          onClose={() => {
            setText(null);
          }}
        >
          {text === 'privacy' ? <PrivacyText /> : <AccessibilityText />}
        </Modal>
      )}
    </footer>
  );
}
