import type { DeadlineDay } from '~/api/generated/surface';
import { useDates, useWords } from '~/i18n';
import styles from './DayStrip.module.css';
import { stripOf } from './deadline-words';

/** Deadlines per day, from three days ago and four weeks on: where the heavy days are, at one look. */
export function DayStrip({ days }: { days: readonly DeadlineDay[] }) {
  const t = useWords();
  const dates = useDates();
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format(new Date());
  const strip = stripOf(days, today);
  const noon = (date: string) => `${date}T11:00:00Z`;
  const first = days[0];
  const last = days.at(-1);
  const busiest = [...days].sort((a, b) => b.count - a.count)[0];
  if (!first || !last || !busiest) return null;
  return (
    <div
      role="img"
      aria-label={t('deadlines.strip', {
        from: dates.short(noon(first.date)),
        to: dates.short(noon(last.date)),
        busiest: dates.short(noon(busiest.date)),
        count: busiest.count,
      })}
      className={styles.strip}
      style={{ gridTemplateColumns: `repeat(${strip.length}, minmax(0, 1fr))` }}
    >
      {strip.map((day, index) => (
        <div
          key={day.date}
          className={styles.day}
          data-kind={day.kind}
          data-weekend={day.weekend || undefined}
          data-edge={index > strip.length - 4 || undefined}
        >
          {day.mostly !== null && <span className={styles.peak}>{day.mostly}</span>}
          {day.count > 0 && (
            <>
              <span>{day.count}</span>
              <i style={{ height: `${day.height}rem` }} />
            </>
          )}
          {day.labelled && (
            <span className={styles.label}>
              {day.kind === 'today' ? t('common.today') : dates.short(noon(day.date))}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}
