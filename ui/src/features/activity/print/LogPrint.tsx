import type { ActivityRow } from '~/api/generated/surface';
import { useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';
import { actWords, isOfMessages } from '../log/event-words';

/** The log on paper: a table of all of it. */
export function LogPrint({ rows }: { rows: ActivityRow[] }) {
  const t = useWords();
  const dates = useDates();
  const sentence = useSentence();
  const now = new Date().toISOString();
  return (
    <>
      <h1>{t('activity.print.title')}</h1>
      <p>{t('activity.print.made', { date: dates.long(now), time: dates.clock(now) })}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('activity.print.number')}</th>
            <th scope="col">{t('activity.print.when')}</th>
            <th scope="col">{t('activity.print.what')}</th>
            <th scope="col">{t('activity.print.organisation')}</th>
            <th scope="col">{t('activity.print.services')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.number}>
              <td>{row.number}</td>
              <td>
                {dates.long(row.at)} {dates.clockSeconds(row.at)}
              </td>
              <td>
                {row.failure
                  ? t('activity.row.failed', {
                      organisation: actWords(t, row),
                      why: sentence(row.failure).what,
                    })
                  : actWords(t, row)}
              </td>
              <td>{row.organisation}</td>
              <td>{row.act === 'exported' || isOfMessages(row.act) ? null : row.services}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
