// Dates and clocks as people here write them, always Norwegian time: «11. nov.», «14.32», «i går 16.05».
import { useWords, type Words } from './words';

const zone = 'Europe/Oslo';

/** Formats instants (RFC 3339 text, as the core gives them). */
export interface Dates {
  /** «11. nov.», with the year when it is another year than now. */
  short: (at: string) => string;
  /** «12. november 2026». */
  long: (at: string) => string;
  /** «14.32». */
  clock: (at: string) => string;
  /** «14.28.07». */
  clockSeconds: (at: string) => string;
  /** «14.32» today, «i går 16.05», else «11. nov.». */
  when: (at: string) => string;
  /** Head of a group of days: «I dag», «I går», «Tidligere i november», «oktober 2026». */
  dayGroup: (at: string) => string;
  /** Calendar days in Norway from today: 0 today, 1 tomorrow, -1 yesterday. */
  daysUntil: (at: string) => number;
  /** «man. 16. nov.». */
  weekday: (at: string) => string;
  /** «november». */
  month: (at: string) => string;
  /** «Oktober 2026». `month` counts from 1. */
  monthOf: (year: number, month: number) => string;
  /** A key that is the same for instants of the same group. */
  dayGroupKey: (at: string) => string;
}

/** A format that is made when it is first used: engines take a millisecond or more for each. */
function lazily(locale: string, options: Intl.DateTimeFormatOptions) {
  let made: Intl.DateTimeFormat | undefined;
  return {
    format: (date: Date) =>
      (made ??= new Intl.DateTimeFormat(locale, { timeZone: zone, ...options })).format(date),
  };
}

/** Makes the formats of a language. `now` is asked each time, so that midnight passes. */
export function makeDates(t: Words, now: () => Date = () => new Date()): Dates {
  const format = (options: Intl.DateTimeFormatOptions) => lazily(t.locale, options);
  const shortDay = format({ day: 'numeric', month: 'short' });
  const shortDayYear = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const longDay = format({ day: 'numeric', month: 'long', year: 'numeric' });
  const weekday = format({ weekday: 'short', day: 'numeric', month: 'short' });
  const month = format({ month: 'long' });
  const monthYear = format({ month: 'long', year: 'numeric' });
  const clockParts = lazily('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const isoDay = lazily('sv-SE', {});
  const separator = t.language === 'en' ? ':' : '.';

  const day = (date: Date) => isoDay.format(date);
  const clock = (at: string, parts: number) =>
    clockParts.format(new Date(at)).split(':').slice(0, parts).join(separator);
  /** Whole days between two calendar days in Norway. */
  const daysAgo = (at: string) => (Date.parse(day(now())) - Date.parse(day(new Date(at)))) / 86_400_000;
  const sameYear = (at: string) => day(now()).slice(0, 4) === day(new Date(at)).slice(0, 4);
  const short = (at: string) => (sameYear(at) ? shortDay : shortDayYear).format(new Date(at));

  const monthName = (date: Date) => {
    const name = monthYear.format(date);
    return name.charAt(0).toLocaleUpperCase(t.locale) + name.slice(1);
  };

  return {
    short,
    long: (at) => longDay.format(new Date(at)),
    clock: (at) => clock(at, 2),
    clockSeconds: (at) => clock(at, 3),
    when: (at) => {
      const ago = daysAgo(at);
      if (ago <= 0) return clock(at, 2);
      return ago === 1 ? t('common.yesterdayAt', { clock: clock(at, 2) }) : short(at);
    },
    dayGroup: (at) => {
      const ago = daysAgo(at);
      if (ago <= 0) return t('common.today');
      if (ago === 1) return t('common.yesterday');
      if (day(now()).slice(0, 7) === day(new Date(at)).slice(0, 7)) {
        return t('common.earlierInMonth', { month: month.format(new Date(at)) });
      }
      return monthName(new Date(at));
    },
    daysUntil: (at) => -daysAgo(at),
    weekday: (at) => weekday.format(new Date(at)),
    month: (at) => month.format(new Date(at)),
    monthOf: (year, one) => monthName(new Date(Date.UTC(year, one - 1, 15))),
    dayGroupKey: (at) => {
      const ago = daysAgo(at);
      return ago <= 0 ? 'today' : ago === 1 ? 'yesterday' : day(new Date(at)).slice(0, 7);
    },
  };
}

const made = new WeakMap<Words, Dates>();

/** The formats, for the language of the screens: one set for all components. */
export function useDates(): Dates {
  const t = useWords();
  const known = made.get(t) ?? makeDates(t);
  made.set(t, known);
  return known;
}
