import { useId, type ReactNode } from 'react';
import styles from './SettingsScreen.module.css';

/** A part of the settings under its heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.part}>
      <h2 id={id} className="h2">
        {title}
      </h2>
      <div className={styles.rows}>{children}</div>
    </section>
  );
}
