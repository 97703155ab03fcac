import type { ReactNode } from 'react';
import { Icon, type IconShape } from './Icon';
import styles from './Reader.module.css';

/** The right pane: something opened. Scrolls by itself; the action bar stands below and never covers the focus. */
export function Reader({
  tools,
  actions,
  children,
}: {
  tools?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      {tools !== undefined && <div className={styles.tools}>{tools}</div>}
      <div className={styles.scroll} data-scroll>
        <div className={styles.pad}>{children}</div>
      </div>
      {actions}
    </>
  );
}

/** The title of what is opened: the same words as its row and its confirm sentence. */
export function ReaderTitle({
  eyebrow,
  icon,
  end,
  children,
}: {
  /** Above the title: the kind in words. */
  eyebrow?: ReactNode;
  icon?: IconShape;
  /** At the right of the line above. */
  end?: ReactNode;
  children: ReactNode;
}) {
  return (
    <header>
      {(eyebrow !== undefined || end !== undefined) && (
        <div className="eyebrow">
          {icon && <Icon of={icon} size="s" />}
          <span className="grow">{eyebrow}</span>
          <span className="num nowrap">{end}</span>
        </div>
      )}
      <h1 className={`h1 ${styles.title ?? ''}`} tabIndex={-1}>
        {children}
      </h1>
    </header>
  );
}

/** Two columns that stack in a narrow reader; the aside then comes first. */
export function ReaderColumns({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <div className={styles.columns}>
      <div className={styles.main}>{children}</div>
      <aside className={styles.aside}>{aside}</aside>
    </div>
  );
}
