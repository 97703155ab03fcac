import { Tag } from '@digdir/designsystemet-react';
import type { SystemUserRow } from '~/api/generated/surface';
import { Avatar } from '~/components/Avatar';
import { useWords } from '~/i18n';
import styles from './AccessRow.module.css';

/** A system access: its name, and for whom it acts. */
export function AccessRow({ row: { title, initials, kind, organisation } }: { row: SystemUserRow }) {
  const t = useWords();
  return (
    <div className={styles.access}>
      <Avatar initials={initials} size="m" tint />
      <span className={styles.words}>
        <span className={styles.first}>
          <span className={`${styles.title} ell grow`}>
            <bdi>{title}</bdi>
          </span>
          {kind === 'client' && <Tag data-color="neutral">{t('system-users.filter.client')}</Tag>}
        </span>
        <span className={`${styles.second} ell`}>{organisation}</span>
      </span>
    </div>
  );
}
