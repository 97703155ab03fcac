import type { ReactNode, Ref } from 'react';
import styles from './ActionBar.module.css';

/** The acts on what is opened, always in sight. */
export function ActionBar({
  stacked = false,
  children,
  ref,
}: {
  /** One below the other: in a narrow panel. */
  stacked?: boolean;
  children: ReactNode;
  ref?: Ref<HTMLDivElement>;
}) {
  return (
    <div ref={ref} className={styles.bar} data-stacked={stacked || undefined}>
      {children}
    </div>
  );
}
