import type { Status } from '~/api/generated/surface';
import { useWords } from '~/i18n';
import { callWords } from './call-words';
import styles from './CallTable.module.css';

/** How often Altinn was asked today, by kind, and the least that could have given the same. */
export function CallTable({ calls }: Pick<Status, 'calls'>) {
  const t = useWords();
  return (
    <>
      {calls.length === 0 ? (
        <p className="muted">{t('frame.callsNone')}</p>
      ) : (
        <table className={styles.calls}>
          <thead>
            <tr>
              <th scope="col">{t('frame.callsKind')}</th>
              <th scope="col">{t('frame.callsCount')}</th>
              <th scope="col">{t('frame.callsMinimum')}</th>
            </tr>
          </thead>
          <tbody>
            {calls.map(({ kind, count, minimum }) => (
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
    </>
  );
}
