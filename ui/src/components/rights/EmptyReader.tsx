import type { ReactNode } from 'react';
import styles from './EmptyReader.module.css';

/** The reader while nothing is open: one quiet sentence. */
export function EmptyReader({ children }: { children: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p>{children}</p>
    </div>
  );
}
