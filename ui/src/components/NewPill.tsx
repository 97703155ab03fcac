import { ArrowUpIcon } from '@navikt/aksel-icons';
import { Icon } from './Icon';
import styles from './NewPill.module.css';

/** New rows wait behind it, so that the list never jumps under the pointer. */
export function NewPill({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <div className={styles.place}>
      <button type="button" className={styles.pill} onClick={onClick}>
        <Icon of={ArrowUpIcon} size="s" />
        {label}
      </button>
    </div>
  );
}
