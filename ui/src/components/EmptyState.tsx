import { useEffect, type ReactNode } from 'react';
import { useHost } from '~/api/host';
import { afterPaint, markOnce } from '~/api/marks';
import styles from './EmptyState.module.css';

/** Nothing here: what that means, what one may do, and when it was checked. */
export function EmptyState({
  title,
  children,
  note,
}: {
  title: string;
  children?: ReactNode;
  note?: ReactNode;
}) {
  const host = useHost();
  useEffect(() => {
    // An empty list is a usable one: it counts as the first rows.
    afterPaint(() => {
      markOnce(host, 'first_rows');
    });
  }, [host]);
  return (
    <div className={styles.empty}>
      <strong>{title}</strong>
      {children !== undefined && <div className="muted">{children}</div>}
      {note !== undefined && <span className="muted sm num">{note}</span>}
    </div>
  );
}
