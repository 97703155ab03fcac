import type { Message } from '~/api/generated/surface';
import { ContentDocument } from '~/components/content/ContentDocument';
import { formatOrgNo } from '~/components/OrgNo';
import { useDates, useWords } from '~/i18n';
import { statusWords, titleOf } from '../row-words';
import { attachmentNote } from './attachment-words';
import { seenWords } from './seen-words';

const nowhere = () => undefined;

/** One message on paper: what one has read of it, and when. */
export function MessagePrint({ message: { row, orgNo, service, opened, seenBy } }: { message: Message }) {
  const t = useWords();
  const dates = useDates();
  const now = new Date().toISOString();
  return (
    <>
      <p>{t('messages.paper.head', { date: dates.long(now), time: dates.clock(now) })}</p>
      <h1>{titleOf(t, row)}</h1>
      <table>
        <tbody>
          {[
            [t('messages.paper.from'), row.sender],
            [
              t('messages.paper.to'),
              orgNo === null ? row.recipient : `${row.recipient}, ${formatOrgNo(orgNo)}`,
            ],
            [t('messages.paper.at'), `${dates.long(row.at)}, ${dates.clock(row.at)}`],
            [t('messages.preview.service'), service],
            [t('messages.filter.status'), statusWords(t, row)],
            ...(row.due === null ? [] : [[t('messages.filter.due'), dates.long(row.due)]]),
            [t('messages.seen.title'), seenWords(t, dates, seenBy)],
          ].map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {opened ? (
        <>
          <p>{t('messages.paper.copy', { when: dates.when(opened.readAt) })}</p>
          {opened.body.kind === 'shown' ? (
            <ContentDocument
              document={opened.body.document}
              lang={opened.body.lang ?? undefined}
              firstHeading={2}
              onOpenLink={nowhere}
            />
          ) : (
            <p>{t('messages.body.none')}</p>
          )}
          {opened.additional && (
            <ContentDocument document={opened.additional} firstHeading={2} onOpenLink={nowhere} />
          )}
          {opened.attachments.length > 0 && (
            <section>
              <h2>{t('messages.attachments')}</h2>
              <ul>
                {opened.attachments.map((attachment) => (
                  <li key={attachment.id}>
                    {[attachment.name, attachmentNote(t, dates, attachment)]
                      .filter((part) => part !== '')
                      .join(', ')}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      ) : (
        <>
          <p>{row.summary}</p>
          <p>{t('messages.paper.notOpened')}</p>
        </>
      )}
    </>
  );
}
