import { useWords } from '~/i18n';
import styles from './Numbers.module.css';

/** How many of each sort, large and side by side. */
export function Numbers({
  of,
}: {
  of: readonly { label: string; count: number; /** Drawn as what went wrong. */ failed?: boolean }[];
}) {
  const t = useWords();
  return (
    <dl className={styles.numbers}>
      {of.map(({ label, count, failed = false }) => (
        <div key={label} data-failed={failed || undefined}>
          <dt>{label}</dt>
          <dd>{t.number(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
