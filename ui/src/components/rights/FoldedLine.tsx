import { ChevronDownIcon } from '@navikt/aksel-icons';
import { useId, type ReactNode } from 'react';
import { Icon } from '../Icon';
import styles from './RightsTree.module.css';
import { useOpen } from './useOpen';

/** A line of the tree, and below it what it opens. */
export function FoldedLine({
  explained,
  head,
  headClass = styles.serviceHead,
  bodyClass = styles.what,
  children,
}: {
  /** Whether all explanations are shown. */
  explained: boolean;
  head: ReactNode;
  headClass?: string | undefined;
  bodyClass?: string | undefined;
  children: (open: boolean) => ReactNode;
}) {
  const id = useId();
  const [open, toggle] = useOpen(explained);
  return (
    <li className={styles.service}>
      <button type="button" className={headClass} aria-expanded={open} aria-controls={id} onClick={toggle}>
        <Icon of={ChevronDownIcon} size="xs" className={styles.chevron} />
        {head}
      </button>
      <div id={id} hidden={!open} className={bodyClass}>
        {children(open)}
      </div>
    </li>
  );
}
