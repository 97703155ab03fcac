import { Button } from '@digdir/designsystemet-react';
import { CheckmarkIcon } from '@navikt/aksel-icons';
import type { ReactNode } from 'react';
import { Icon } from '../Icon';
import styles from './Menu.module.css';

/** What stands below each other in a flyout; `label` names it where it is a choice. */
export function Menu({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <div role={label === undefined ? undefined : 'group'} aria-label={label} className={styles.menu}>
      {children}
    </div>
  );
}

/** One choice of a menu, ticked when it holds. */
export function MenuChoice({
  chosen,
  onChoose,
  children,
}: {
  chosen: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  return (
    <Button variant="tertiary" aria-pressed={chosen} onClick={onChoose}>
      <span className={styles.check}>{chosen && <Icon of={CheckmarkIcon} size="s" />}</span>
      {children}
    </Button>
  );
}

/** A part of a flyout under its heading. */
export function MenuPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
