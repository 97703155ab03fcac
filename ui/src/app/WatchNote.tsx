import { ExclamationmarkTriangleIcon } from '@navikt/aksel-icons';
import { Link } from '@tanstack/react-router';
import { useRead } from '~/api/queries';
import { Icon } from '~/components/Icon';
import { useWords } from '~/i18n';
import styles from './StatusLine.module.css';

/** That system accesses have changed since they were approved: said without being asked, on every screen. */
export function WatchNote() {
  const t = useWords();
  const { data: status } = useRead('status', {});
  if (!status || status.watch === 0) return null;
  return (
    <Link to="/system-users" className={styles.watch}>
      <Icon of={ExclamationmarkTriangleIcon} size="s" />
      {t('watch.count', { count: status.watch })}
    </Link>
  );
}
