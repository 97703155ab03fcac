import type { Body, Message, Opened } from '~/api/generated/surface';
import { ContentDocument } from '~/components/content/ContentDocument';
import { FailureNotice } from '~/components/FailureNotice';
import { Check } from '~/components/Check';
import { useWords } from '~/i18n';
import { Attachments } from './Attachments';
import { Folds } from './Folds';
import styles from './Letter.module.css';
import { LinkQuestion, useLetterLinks } from './LinkQuestion';

/** The opened letter: what it says, what comes with it, and what is known around it. */
export function Letter({ message, opened }: { message: Message; opened: Opened }) {
  const t = useWords();
  const links = useLetterLinks(message.row.id);
  return (
    <div className={styles.letter}>
      <LetterBody body={opened.body} onOpenLink={links.open} />
      {opened.additional && (
        <section className={styles.additional} aria-label={t('messages.additional')}>
          <ContentDocument document={opened.additional} firstHeading={2} onOpenLink={links.open} />
        </section>
      )}
      {opened.elsewhereHost !== null && (
        <Check sort="info">{t('messages.elsewhere', { host: opened.elsewhereHost })}</Check>
      )}
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

/** A letter's content, or why it is not there. */
export function LetterBody({
  body,
  onOpenLink,
}: {
  body: Body;
  onOpenLink: Parameters<typeof ContentDocument>[0]['onOpenLink'];
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
      return <FailureNotice failure={body.failure} />;
  }
}
