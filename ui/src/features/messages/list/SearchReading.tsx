import { Chip } from '@digdir/designsystemet-react';
import type { SearchReading as Reading } from '~/api/generated/surface';
import { Announce } from '~/components/Announce';
import { useWords } from '~/i18n';
import styles from './SearchReading.module.css';

/** How a search was read: how many hits, which filters, what was not understood; and the way to every folder. */
export function SearchReading({
  reading,
  total,
  more,
  everywhere,
  onEverywhere,
}: {
  reading: Reading | null;
  total: number;
  /** There are more hits than `total`. */
  more: boolean;
  everywhere: boolean;
  onEverywhere: (everywhere: boolean) => void;
}) {
  const t = useWords();
  const text = [
    t(more ? 'messages.search.hitsAtLeast' : 'messages.search.hits', { count: total }),
    reading &&
      reading.filters.length > 0 &&
      t('messages.search.filters', { filters: t.list(reading.filters) }),
    reading &&
      reading.notUnderstood.length > 0 &&
      t('messages.search.notUnderstood', { filters: t.list(reading.notUnderstood) }),
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <div className={styles.line}>
      <Chip.Button
        aria-pressed={everywhere}
        onClick={() => {
          onEverywhere(!everywhere);
        }}
      >
        {t('messages.search.everywhere')}
      </Chip.Button>
      <span aria-hidden className="muted sm num">
        {text}
      </span>
      <Announce text={text} />
    </div>
  );
}
