import type { ReactNode } from 'react';
import styles from './ActionBar.module.css';

/** The acts on what is opened, always in sight. */
export function ActionBar({ children }: { children: ReactNode }) {
  return <div className={styles.bar}>{children}</div>;
}
