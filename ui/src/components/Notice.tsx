import { useRef, type ReactNode } from 'react';
import { Icon, type IconShape } from './Icon';
import styles from './Notice.module.css';
import { useFocusOnward } from './useFocusOnward';

/** A strip above a list or a bar: one thing to know, and at most one thing to do about it. */
export function Notice({
  tone = 'plain',
  icon,
  children,
  action,
}: {
  tone?: 'plain' | 'danger' | 'warning' | 'info';
  icon: IconShape;
  children: ReactNode;
  action?: ReactNode;
}) {
  const notice = useRef<HTMLDivElement>(null);
  useFocusOnward(notice);
  return (
    <div ref={notice} className={styles.notice} data-tone={tone}>
      <Icon of={icon} size="s" />
      <span className="grow">{children}</span>
      {action}
    </div>
  );
}
