import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/** One fact of a box of facts. */
export interface Fact {
  label: string;
  value: ReactNode;
  /** Smaller lines below. */
  lines?: ReactNode[];
  /** An avatar at the left. */
  avatar?: ReactNode;
  /** Takes the whole width where the box is narrow. */
  wide?: boolean;
}

/** Facts side by side in one box: who, what, for whom. */
export function FactGrid({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.grid}>
      {facts.map(({ label, value, lines = [], avatar, wide = false }) => (
        <div
          key={label}
          className={styles.fact}
          data-wide={wide || undefined}
          data-avatar={avatar ? '' : undefined}
        >
          <dt>{label}</dt>
          <dd>
            {avatar}
            <span className={styles.value}>
              <b>{value}</b>
              {lines.length > 0 && (
                <span className={styles.lines}>
                  {lines.map((line, index) => (
                    <span key={index}>{line}</span>
                  ))}
                </span>
              )}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Names and values in two columns. `aside`: small, values at the right edge; `paper`: as on a receipt. */
export function KeyValues({
  items,
  look = 'aside',
}: {
  items: readonly (readonly [string, ReactNode])[];
  look?: 'aside' | 'paper';
}) {
  return (
    <dl className={styles.pairs} data-look={look}>
      {items.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
