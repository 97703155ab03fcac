import type { ReactNode } from 'react';
import styles from './RowItem.module.css';

/** A row of a list of agents, templates or providers: who, what about it, and at most one tag. */
export function RowItem({
  avatar,
  name,
  about,
  children,
}: {
  avatar: ReactNode;
  name: string;
  about: string;
  children?: ReactNode;
}) {
  return (
    <div className={styles.item}>
      {avatar}
      <div className={styles.words}>
        <span className={`ell ${styles.name ?? ''}`}>{name}</span>
        <span className="ell muted sm num">{about}</span>
      </div>
      {children}
    </div>
  );
}
