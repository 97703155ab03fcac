import { useRead } from '~/api/queries';
import { CallTable } from '~/components/calls/CallTable';
import { Flyout } from '~/components/Flyout';
import { useWords } from '~/i18n';
import styles from './CallMeter.module.css';
import statusLine from './StatusLine.module.css';

/** How often Altinn was asked today; more of it when it is opened. */
export function CallMeter() {
  const t = useWords();
  const { data: status } = useRead('status', {});
  if (!status) return null;
  return (
    <Flyout
      className={statusLine.calls}
      placement="top-end"
      trigger={t('frame.callsToday', { count: status.callsToday })}
      wide
    >
      {() => (
        <div className={styles.meter}>
          <h2 className="h2">{t('frame.callsTitle')}</h2>
          <CallTable calls={status.calls} />
        </div>
      )}
    </Flyout>
  );
}
