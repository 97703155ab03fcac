import { useRead } from '~/api/queries';
import { Flyout } from '~/components/Flyout';
import { useWords } from '~/i18n';
import styles from './CallMeter.module.css';
import statusLine from './StatusLine.module.css';
import { callWords } from './call-words';

/** How often Altinn was asked today, and the least that could have given the same. */
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
          {status.calls.length === 0 ? (
            <p className="muted">{t('frame.callsNone')}</p>
          ) : (
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('frame.callsKind')}</th>
                  <th scope="col">{t('frame.callsCount')}</th>
                  <th scope="col">{t('frame.callsMinimum')}</th>
                </tr>
              </thead>
              <tbody>
                {status.calls.map(({ kind, count, minimum }) => (
                  <tr key={kind}>
                    <th scope="row">{callWords(t, kind)}</th>
                    <td>{t.number(count)}</td>
                    <td>{minimum === null ? t('common.none') : t.number(minimum)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <p className="muted sm">{t('frame.callsNote')}</p>
        </div>
      )}
    </Flyout>
  );
}
