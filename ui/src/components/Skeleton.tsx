import { Skeleton } from '@digdir/designsystemet-react';
import { useWords } from '~/i18n';
import styles from './Skeleton.module.css';
import { useDelayed } from './useDelayed';

/** Rows to come, drawn only when waiting has become noticeable, and only where nothing is known yet. */
export function SkeletonRows({
  count = 6,
  height = 58,
  label,
}: {
  count?: number;
  height?: number;
  label?: string;
}) {
  const t = useWords();
  const late = useDelayed(true);
  return (
    <div aria-busy className={styles.rows}>
      <span className="vh">{label ?? t('common.loading')}</span>
      {late &&
        Array.from({ length: count }, (_, index) => (
          <div key={index} className={styles.row} style={{ minHeight: `${height / 16}rem` }}>
            <Skeleton width="2.25rem" height="2.25rem" />
            <div className={styles.lines}>
              <Skeleton width="62%" height="0.75rem" />
              <Skeleton width="38%" height="0.625rem" />
            </div>
          </div>
        ))}
    </div>
  );
}

/** Lines of text to come. */
export function SkeletonText({ lines = 3 }: { lines?: number }) {
  const t = useWords();
  const late = useDelayed(true);
  return (
    <div aria-busy className={styles.text}>
      <span className="vh">{t('common.loading')}</span>
      {late &&
        Array.from({ length: lines }, (_, index) => (
          <Skeleton key={index} width={`${90 - ((index * 23) % 50)}%`} height="0.75rem" />
        ))}
    </div>
  );
}
