import styles from './OwnerMark.module.css';

/** Ink of owners that people know by sight; any other is drawn in the neutral ink. */
const inks: Record<string, string> = {
  Sk: 'red',
  NAV: 'nav',
  Br: 'blue',
  SSB: 'green',
  To: 'navy',
  Ko: 'purple',
  At: 'orange',
  Ma: 'teal',
};

/** A service owner's letters on a light tile, also at night. We bundle no logos. */
export function OwnerMark({ mark, size = 's' }: { mark: string; size?: 's' | 'm' | 'l' }) {
  return (
    <span aria-hidden className={styles.owner} data-size={size} data-ink={inks[mark]}>
      {mark}
    </span>
  );
}
