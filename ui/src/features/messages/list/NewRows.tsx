import { useEffect, useEffectEvent, type RefObject } from 'react';
import type { Arrived } from '~/api/generated/surface';
import { NewPill } from '~/components/NewPill';
import type { ListboxHandle } from '~/components/VirtualListbox';
import { useWords } from '~/i18n';
import styles from './NewRows.module.css';
import { useWhenIdle } from './useArrivals';

/**
 * The pill over a list for which something has come in. It comes in by itself where nothing moves away from under
 * anybody: in an empty list, and when nothing was touched for a while.
 */
export function NewRows({
  arrived,
  total,
  listbox,
  marked = false,
  onTakeIn,
}: {
  arrived: Arrived | undefined;
  /** Rows of the list as it is shown. */
  total: number;
  listbox: RefObject<ListboxHandle | null>;
  /** Rows are marked: what the list is stands until they are not. */
  marked?: boolean;
  onTakeIn: (arrival: number) => void;
}) {
  const t = useWords();
  const count = arrived?.count ?? 0;
  const takeIn = () => {
    if (arrived) onTakeIn(arrived.latest);
  };
  // Nobody is there to see it move, and nothing is meant by where it stands.
  useWhenIdle(count > 0 && !marked, () => {
    if (listbox.current?.isAtRest() !== false) takeIn();
  });
  // In an empty list there is nothing that could move.
  const first = useEffectEvent(takeIn);
  useEffect(() => {
    if (count > 0 && total === 0) first();
  }, [count, total]);
  return (
    <div role="status" className={styles.pill}>
      {count > 0 && total > 0 && (
        <NewPill
          label={t('messages.new', { count })}
          onClick={() => {
            takeIn();
            listbox.current?.toTop();
            listbox.current?.focus();
          }}
        />
      )}
    </div>
  );
}
