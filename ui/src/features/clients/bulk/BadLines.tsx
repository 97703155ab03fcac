import type { BadLine } from '~/api/generated/surface';
import { useWords } from '~/i18n';
import styles from './BadLines.module.css';
import { faultWords } from './line-words';

/** What could not be used, by line. */
export function BadLines({
  lines,
  count,
  title,
}: {
  lines: readonly BadLine[];
  count: number;
  /** How many there are, in words. */
  title: string;
}) {
  const t = useWords();
  if (count === 0) return null;
  return (
    <section className={styles.bad} aria-label={title}>
      <h3>{title}</h3>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so it must be reachable by key */}
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('bulk.bad.list')}>
        <table>
          <thead className="vh">
            <tr>
              <th scope="col">{t('bulk.bad.line')}</th>
              <th scope="col">{t('bulk.bad.text')}</th>
              <th scope="col">{t('bulk.bad.why')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <tr key={index}>
                <td className="num nowrap muted">{t('bulk.bad.lineNumber', { line: line.line })}</td>
                <td className={`num ${styles.text ?? ''}`}>{line.text}</td>
                <td>{faultWords(t, line)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {count > lines.length && (
        <p className="muted sm">{t('bulk.bad.more', { count: count - lines.length })}</p>
      )}
    </section>
  );
}
