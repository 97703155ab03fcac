import { useRead } from '~/api/queries';
import { useDates, useWords } from '~/i18n';
import styles from './Fetched.module.css';

/** How old what is shown is. Colour repeats the connection's word in the status line. */
export function Fetched() {
  const t = useWords();
  const dates = useDates();
  const { data: status } = useRead('status', {});
  if (!status?.fetchedAt) return null;
  return (
    <span className={styles.fetched}>
      <span className={styles.dot} data-connection={status.connection} />
      {t('common.fetched', { when: dates.when(status.fetchedAt) })}
    </span>
  );
}
