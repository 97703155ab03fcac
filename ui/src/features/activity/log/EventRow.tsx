import type { ActivityRow } from '~/api/generated/surface';
import { Icon } from '~/components/Icon';
import { useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';
import { actIcons, actWords, eventDetail } from './event-words';
import styles from './EventRow.module.css';

/** One event: the act in the past tense, where and how much, when. */
export function EventRow({ row, selected, at }: { row: ActivityRow; selected: boolean; at: string }) {
  const t = useWords();
  const sentence = useSentence();
  const detail = eventDetail(t, row, sentence);
  return (
    <div
      className={styles.event}
      data-selected={selected || undefined}
      data-failed={row.failure ? '' : undefined}
      data-single={detail === '' || undefined}
    >
      <span className={styles.icon}>
        <Icon of={actIcons[row.act]} size="s" />
      </span>
      <span className={styles.words}>
        <span className={`${styles.title} ell`}>
          <bdi>{actWords(t, row)}</bdi>
        </span>
        <span className={`${styles.detail} ell`}>{detail}</span>
      </span>
      <span className={`${styles.when} num`}>{at}</span>
    </div>
  );
}

/** The clock for today and yesterday (the group's head has the day), else the day. */
export function useEventTime(): (at: string) => string {
  const dates = useDates();
  return (at) => {
    const group = dates.dayGroupKey(at);
    return group === 'today' || group === 'yesterday' ? dates.clock(at) : dates.short(at);
  };
}
