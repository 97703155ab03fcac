import { Chip } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import styles from './ListHead.module.css';
import { useScreenTitle } from './ScreenTitle';

/** The head of a list: its name (the screen's h1 and the window's title), how much, and its filters. */
export function ListHead({
  title,
  note,
  end,
  children,
}: {
  title: string;
  /** How much, or from where: «7 venter». */
  note?: ReactNode;
  /** At the right. */
  end?: ReactNode;
  /** Filter chips. */
  children?: ReactNode;
}) {
  const name = useScreenTitle(title);
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <h1 ref={name} tabIndex={-1} data-screen-title>
          {title}
        </h1>
        {note !== undefined && <span className="muted num">{note}</span>}
        <span className="grow" />
        {end}
      </div>
      {children !== undefined && <div className={styles.chips}>{children}</div>}
    </header>
  );
}

/** One choice of a filter. */
export interface FilterOption<K extends string> {
  key: K;
  label: string;
  count?: number | undefined;
}

/** Filters of which one is on. */
export function FilterChips<K extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: FilterOption<K>[];
  value: K;
  onChange: (key: K) => void;
}) {
  return (
    <div role="group" aria-label={label} className={styles.group}>
      {options.map((option) => (
        <Chip.Button
          key={option.key}
          aria-pressed={option.key === value}
          onClick={() => {
            onChange(option.key);
          }}
        >
          {option.label}
          {option.count !== undefined && <span className={styles.count}>{option.count}</span>}
        </Chip.Button>
      ))}
    </div>
  );
}
