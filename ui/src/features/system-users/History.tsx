import type { SystemUserDetail } from '~/api/generated/surface';
import { When } from '~/components/When';
import { useWords } from '~/i18n';
import styles from './Access.module.css';
import { historyWords } from './history-words';

/** What was done to it from this machine, and its beginning. Altinn keeps no history that we can read. */
export function History({ detail: { row, history } }: { detail: SystemUserDetail }) {
  const t = useWords();
  const events = history.flatMap((event) => {
    const words = historyWords[event.act];
    return words === undefined ? [] : [{ key: event.number, at: event.at, text: t(words) }];
  });
  // The approval here and the creation there are the same moment: it is said once.
  const begun = history.some(({ act }) => act === 'approved' || act === 'created');
  return (
    <section className={styles.part}>
      <h2 className="h2">{t('system-users.history.title')}</h2>
      <ol className={styles.history}>
        {events.map(({ key, at, text }) => (
          <li key={key}>
            <When at={at} style="short" />
            {text}
          </li>
        ))}
        {!begun && row.created !== null && (
          <li>
            <When at={row.created} style="short" />
            {t('system-users.history.created')}
          </li>
        )}
      </ol>
    </section>
  );
}
