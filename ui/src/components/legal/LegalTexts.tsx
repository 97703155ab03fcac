import { useWords } from '~/i18n';
import styles from './LegalTexts.module.css';

/** What is stored, and who is talked to. */
export function PrivacyText() {
  const t = useWords();
  return (
    <div className={styles.text}>
      <p>{t('about.privacy.who')}</p>
      <p>{t('about.privacy.what')}</p>
      <p>{t('about.privacy.noId')}</p>
      <p>{t('about.privacy.long')}</p>
    </div>
  );
}

/** What one may expect without eyes, mouse or hurry. */
export function AccessibilityText() {
  const t = useWords();
  return (
    <div className={styles.text}>
      <p>{t('about.accessibility.aim')}</p>
      <p>{t('about.accessibility.keys')}</p>
      <p>{t('about.accessibility.time')}</p>
      <p>{t('about.accessibility.browser')}</p>
    </div>
  );
}
