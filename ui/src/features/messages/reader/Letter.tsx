import { ExternalLinkIcon } from '@navikt/aksel-icons';
import type { Body, Elsewhere, Message, Opened } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { ContentDocument } from '~/components/content/ContentDocument';
import { FailureNotice } from '~/components/FailureNotice';
import { Check } from '~/components/Check';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import { Attachments } from './Attachments';
import { Folds } from './Folds';
import styles from './Letter.module.css';
import { LinkQuestion, useLetterLinks } from './LinkQuestion';

/** The opened letter: what it says, what comes with it, and what is known around it. */
export function Letter({
  message,
  opened,
  onAgain,
}: {
  message: Message;
  opened: Opened;
  /** Opens the message anew. */
  onAgain: () => void;
}) {
  const t = useWords();
  const links = useLetterLinks(message.row.id);
  return (
    <div className={styles.letter}>
      <LetterBody body={opened.body} onOpenLink={links.open} onAgain={onAgain} />
      {opened.additional && (
        <section className={styles.additional} aria-label={t('messages.additional')}>
          <ContentDocument document={opened.additional} firstHeading={2} onOpenLink={links.open} />
        </section>
      )}
      {opened.elsewhere && <ElsewhereLine id={message.row.id} page={opened.elsewhere} />}
      <LinkQuestion links={links} />
      <Attachments
        dialogId={message.row.id}
        transmissionId={null}
        attachments={opened.attachments}
        several={opened.attachments.length > 1}
      />
      <Folds message={message} opened={opened} onOpenLink={links.open} />
    </div>
  );
}

/** Where the rest can be read, and the way there: an action of the message's own, which the core checks and opens. */
function ElsewhereLine({ id, page: { host, actionId } }: { id: string; page: Elsewhere }) {
  const t = useWords();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const { mutate } = useAct('run_action', {
    onSuccess: () => {
      say({ text: t('messages.action.opened', { host }), icon: ExternalLinkIcon });
    },
    onError: ({ failure }) => {
      const { what, means } = sentence(failure);
      alert(`${what}. ${means}`);
    },
  });
  return (
    <div className={styles.elsewhere}>
      <Check sort="info">{t('messages.elsewhere', { host })}</Check>
      <button
        type="button"
        className="linkButton"
        onClick={() => {
          mutate({ id, actionId, confirmed: false });
        }}
      >
        {t('messages.elsewhereOpen')}
      </button>
    </div>
  );
}

/** A letter's content, or why it is not there. */
export function LetterBody({
  body,
  onOpenLink,
  onAgain,
}: {
  body: Body;
  onOpenLink: Parameters<typeof ContentDocument>[0]['onOpenLink'];
  /** Asks for it again, where it could not be fetched. */
  onAgain: () => void;
}) {
  const t = useWords();
  switch (body.kind) {
    case 'shown':
      return (
        <div className={styles.body}>
          <ContentDocument
            document={body.document}
            lang={body.lang ?? undefined}
            firstHeading={2}
            onOpenLink={onOpenLink}
          />
        </div>
      );
    case 'none':
      return <p className="muted">{t('messages.body.none')}</p>;
    case 'not_authorised':
      return <Check sort="no">{t('messages.body.notAuthorised')}</Check>;
    case 'expired':
      return <Check sort="no">{t('messages.body.expired')}</Check>;
    case 'failed':
      return <FailureNotice failure={body.failure} retry={onAgain} />;
  }
}
