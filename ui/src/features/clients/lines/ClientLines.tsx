import type { ReactNode } from 'react';
import { formatOrgNo } from '~/components/OrgNo';
import styles from './ClientLines.module.css';

/** Clients below each other in a frame, on a page. */
export function ClientLines({ children }: { children: ReactNode }) {
  return <ul className={styles.clients}>{children}</ul>;
}

/** One of them: name and number, what there is to say of it, and what can be done. */
export function ClientLine({
  name,
  orgNo,
  about,
  children,
}: {
  name: string;
  orgNo: string | null;
  about: ReactNode;
  children?: ReactNode;
}) {
  return (
    <li>
      <div className={styles.words}>
        <span className={styles.who}>
          <b className="ell">{name}</b>
          {orgNo !== null && <span className="muted sm num">{formatOrgNo(orgNo)}</span>}
        </span>
        <span className="muted sm">{about}</span>
      </div>
      {children}
    </li>
  );
}
