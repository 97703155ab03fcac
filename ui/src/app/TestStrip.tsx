import { useAct, useRead } from '~/api/queries';
import { useFailureAlert } from '~/components/status/useFailureAlert';
import { useWords } from '~/i18n';
import styles from './TestStrip.module.css';

/** On every screen of a test environment: the word TEST, what that means, and from the main window the way out. */
export function TestStrip({ leads = true }: { leads?: boolean }) {
  const t = useWords();
  const { data: app } = useRead('app_info', {});
  const { data: session } = useRead('session', {});
  const leave = useAct('switch_environment', { onError: useFailureAlert() });
  if (!app?.environment.isTest) return null;
  const sandbox = app.environment.id === 'sandbox';
  const outside = session?.state.kind === 'signed_out' || session?.state.kind === 'authorizing';
  const hasProduction = leads && app.environments.some(({ id }) => id === 'prod');
  return (
    <div role="region" aria-label={t('frame.test')} className={styles.strip}>
      <b>{t('frame.test')}</b>
      <span className={styles.words}>
        {!sandbox
          ? t('frame.testStrip', { host: app.environment.portalHost })
          : outside
            ? t('frame.sandboxStripOut')
            : t('frame.sandboxStrip')}
      </span>
      {hasProduction && (
        <button
          type="button"
          className={styles.leave}
          onClick={() => {
            leave.mutate({ to: 'prod' });
          }}
        >
          {sandbox ? t('frame.endTrial') : t('frame.endTest')}
        </button>
      )}
    </div>
  );
}
