import { useDates, type Dates } from '~/i18n';

/** A point in time, readable by machines too. */
export function When({
  at,
  style = 'when',
}: {
  /** RFC 3339. */
  at: string;
  style?: keyof Pick<Dates, 'short' | 'long' | 'clock' | 'clockSeconds' | 'when'>;
}) {
  const dates = useDates();
  return (
    <time dateTime={at} className="nowrap">
      {dates[style](at)}
    </time>
  );
}
