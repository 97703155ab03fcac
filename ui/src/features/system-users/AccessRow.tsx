import { Tag } from '@digdir/designsystemet-react';
import type { SystemUserRow } from '~/api/generated/surface';
import { Avatar } from '~/components/Avatar';
import { useWords } from '~/i18n';
import { accessTag } from './access-words';
import styles from './AccessRow.module.css';

/** A system access: its name, for whom it acts, and the one thing to know of it. */
export function AccessRow({ row, moving }: { row: SystemUserRow; moving: boolean }) {
  const t = useWords();
  const tag = accessTag(t, row, moving);
  return (
    <div className={styles.access}>
      <Avatar initials={row.initials} size="m" tint />
      <span className={styles.words}>
        <span className={styles.first}>
          <span className={`${styles.title} ell grow`}>
            <bdi>{row.title}</bdi>
          </span>
          {tag && (
            <Tag data-color={tag.tone} className="num">
              {tag.text}
            </Tag>
          )}
        </span>
        <span className={`${styles.second} ell`}>{row.organisation}</span>
      </span>
    </div>
  );
}
