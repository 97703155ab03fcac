// A deadline in words, and the measures of the strip of days.
import type { DeadlineDay, MessageRow } from '~/api/generated/surface';
import type { Dates, Words } from '~/i18n';
import { statusWords, titleOf } from '../row-words';

/** How close a deadline is. */
export type Nearness = 'over' | 'today' | 'soon' | 'later' | 'none';

/** How close the deadline of a message is: soon is tomorrow. */
export function nearness(dates: Dates, row: Pick<MessageRow, 'due'>): Nearness {
  if (row.due === null) return 'none';
  const days = dates.daysUntil(row.due);
  if (days < 0 || (days === 0 && Date.parse(row.due) < Date.now())) return 'over';
  if (days === 0) return 'today';
  return days === 1 ? 'soon' : 'later';
}

/** «3 dager over», «I dag 23.59», «I morgen», «Man. 16. nov.», «26. nov.». */
export function whenWords(t: Words, dates: Dates, row: Pick<MessageRow, 'due'>): string {
  if (row.due === null) return t('deadlines.noDate');
  const days = dates.daysUntil(row.due);
  switch (nearness(dates, row)) {
    case 'over':
      return days === 0 ? t('messages.due.passedToday') : t('messages.due.over', { days: -days });
    case 'today':
      return t('deadlines.today', { clock: dates.clock(row.due) });
    case 'soon':
      return t('deadlines.tomorrow');
    default: {
      const day = days <= 7 ? dates.weekday(row.due) : dates.short(row.due);
      return day.charAt(0).toLocaleUpperCase(t.locale) + day.slice(1);
    }
  }
}

/** The whole row in a fixed order. */
export function deadlineName(t: Words, dates: Dates, row: MessageRow): string {
  return [
    whenWords(t, dates, row),
    row.unread && t('messages.row.unread'),
    titleOf(t, row),
    statusWords(t, row),
    t('messages.row.to', { recipient: row.recipient }),
    row.sender,
  ]
    .filter((part) => part !== false)
    .join(', ');
}

/** A day of the strip, as it is drawn. */
export interface StripDay extends DeadlineDay {
  kind: 'over' | 'today' | 'week' | 'later';
  weekend: boolean;
  /** First day of the strip or a Monday: it is written below. */
  labelled: boolean;
  /** Height of its bar, rem. */
  height: number;
}

/** The tallest bar, rem. */
const TALLEST = 3.1875;
/** The lowest bar, rem: one deadline is seen too. */
const LOWEST = 0.4375;

/** How many days of the narrowest strip that is drawn a letter of what a day is mostly about is as wide as. */
const DAYS_PER_LETTER = 0.23;

/** Days whose words have room above them: the busiest ones, and none so near another that their words would meet. */
function named(days: readonly DeadlineDay[]): ReadonlySet<number> {
  const room = (index: number) => (days[index]?.mostly?.length ?? 0) * DAYS_PER_LETTER;
  const kept: number[] = [];
  const busiest = [...days.keys()]
    .filter((index) => room(index) > 0)
    .sort((a, b) => (days[b]?.count ?? 0) - (days[a]?.count ?? 0));
  for (const index of busiest) {
    if (kept.every((other) => Math.abs(other - index) > (room(other) + room(index)) / 2)) kept.push(index);
  }
  return new Set(kept);
}

/** Days of the strip from the core's counts; `today` as `2026-11-12`. */
export function stripOf(days: readonly DeadlineDay[], today: string): StripDay[] {
  const withWords = named(days);
  const most = Math.max(12, ...days.map(({ count }) => count));
  const start = Date.parse(today);
  return days.map((day, index) => {
    const from = Math.round((Date.parse(day.date) - start) / 86_400_000);
    const weekday = new Date(day.date).getUTCDay();
    return {
      ...day,
      mostly: withWords.has(index) ? day.mostly : null,
      kind: from < 0 ? 'over' : from === 0 ? 'today' : from <= 7 ? 'week' : 'later',
      weekend: weekday === 0 || weekday === 6,
      // A label beside today's would run into it.
      labelled: from === 0 || (Math.abs(from) > 1 && (index === 0 || weekday === 1)),
      height: day.count === 0 ? 0 : LOWEST + ((TALLEST - LOWEST) * (day.count - 1)) / (most - 1),
    };
  });
}
