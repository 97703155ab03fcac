import type { Attachment, Body, Message, TransmissionRow } from '~/api/generated/surface';
import { ContentDocument } from '~/components/content/ContentDocument';
import { formatOrgNo } from '~/components/OrgNo';
import { useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';
import { statusWords, titleOf, transmissionKind } from '../row-words';
import { attachmentNote } from './attachment-words';
import { seenWords } from './seen-words';

const nowhere = () => undefined;

/** One message on paper: what one has read of it, and when. */
export function MessagePrint({
  message: { row, orgNo, service, opened, seenBy },
  thread,
}: {
  message: Message;
  /** The letters within it, all of them. */
  thread: readonly TransmissionRow[];
}) {
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
          <PaperBody body={opened.body} firstHeading={2} />
          {opened.additional && (
            <ContentDocument document={opened.additional} firstHeading={2} onOpenLink={nowhere} />
          )}
          {opened.attachments.length > 0 && (
            <section>
              <h2>{t('messages.attachments')}</h2>
              <PaperAttachments attachments={opened.attachments} />
            </section>
          )}
          {thread.length > 0 && (
            <section>
              <h2>{t('messages.transmissions.title', { count: thread.length })}</h2>
              {thread.map((letter) => (
                <PaperLetter key={letter.id} letter={letter} sender={row.sender} />
              ))}
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

/** One letter within a message: who sent it, and what one has read of it. */
function PaperLetter({ letter, sender }: { letter: TransmissionRow; sender: string }) {
  const t = useWords();
  const dates = useDates();
  const kind = transmissionKind(t, letter.kind);
  return (
    <section>
      <h3>{letter.title === '' ? kind : letter.title}</h3>
      <p>
        {[letter.sender ?? sender, `${dates.long(letter.at)}, ${dates.clock(letter.at)}`, kind].join(', ')}
      </p>
      {letter.summary !== null && <p>{letter.summary}</p>}
      {!letter.authorised ? (
        <p>{t('messages.transmissions.notAuthorised')}</p>
      ) : (
        letter.hasContent &&
        (letter.body ? (
          <PaperBody body={letter.body} firstHeading={4} />
        ) : (
          <p>{t('messages.paper.letterNotRead')}</p>
        ))
      )}
      <PaperAttachments attachments={letter.attachments} />
    </section>
  );
}

/** Content, or why it is not there: paper has no second look. */
function PaperBody({ body, firstHeading }: { body: Body; firstHeading: 2 | 4 }) {
  const t = useWords();
  const sentence = useSentence();
  switch (body.kind) {
    case 'shown':
      return (
        <ContentDocument
          document={body.document}
          lang={body.lang ?? undefined}
          firstHeading={firstHeading}
          onOpenLink={nowhere}
        />
      );
    case 'none':
      return <p>{t('messages.body.none')}</p>;
    case 'not_authorised':
      return <p>{t('messages.body.notAuthorised')}</p>;
    case 'expired':
      return <p>{t('messages.body.expired')}</p>;
    case 'failed': {
      const { what, means } = sentence(body.failure);
      return <p>{t('messages.paper.failed', { why: `${what}. ${means}` })}</p>;
    }
  }
}

function PaperAttachments({ attachments }: { attachments: readonly Attachment[] }) {
  const t = useWords();
  const dates = useDates();
  if (attachments.length === 0) return null;
  return (
    <ul>
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          {[attachment.name, attachmentNote(t, dates, attachment)].filter((part) => part !== '').join(', ')}
        </li>
      ))}
    </ul>
  );
}
