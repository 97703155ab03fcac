import { Button } from '@digdir/designsystemet-react';
import { CheckmarkCircleIcon, DownloadIcon, ExclamationmarkTriangleIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import type { Attachment, AttachmentRef, SaveForm } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { Icon } from '~/components/Icon';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';
import { attachmentIcon, attachmentNote } from './attachment-words';
import styles from './Attachments.module.css';
import { useAttachmentActs } from './useAttachmentActs';

const forms: readonly SaveForm[] = ['folder', 'zip'];

/** Attachments of a letter or of a transmission: fetched when asked for, opened only when they cannot run code. */
export function Attachments({
  dialogId,
  transmissionId,
  attachments,
  several,
}: {
  dialogId: string;
  transmissionId: string | null;
  attachments: readonly Attachment[];
  /** Offers to save all of the message. */
  several: boolean;
}) {
  const t = useWords();
  if (attachments.length === 0) return null;
  return (
    <section>
      <div className={`line ${styles.head ?? ''}`}>
        {transmissionId === null && (
          <h2 className={`h2 ${styles.title ?? ''}`}>{t('messages.attachments')}</h2>
        )}
        <span className="grow" />
        {several && <SaveAll dialogId={dialogId} />}
      </div>
      <ul className={styles.files}>
        {attachments.map((attachment) => (
          <File
            key={attachment.id}
            attachment={attachment}
            of={{ id: dialogId, transmissionId, attachmentId: attachment.id }}
          />
        ))}
      </ul>
    </section>
  );
}

/** One attachment: what it is, where it stands, and what can be done with it. */
function File({ attachment, of }: { attachment: Attachment; of: AttachmentRef }) {
  const t = useWords();
  const dates = useDates();
  const sentence = useSentence();
  const { fetching, saving, opening, viewing } = useAttachmentActs();
  const { state, name, saveOnly, viewable, browserHost } = attachment;
  const why = state.kind === 'failed' ? `${sentence(state.failure).what}.` : null;
  const gone = state.kind === 'expired' || state.kind === 'not_authorised';
  const acts: { label: string; run: () => void; busy: boolean }[] = [];
  const act = (label: string, run: () => void, busy: boolean) => {
    acts.push({ label, run, busy });
  };
  if (!gone && browserHost !== null)
    act(t('messages.attachment.openBrowser'), () => opening.mutate(of), opening.isPending);
  else if (!gone) {
    if (state.kind === 'not_fetched')
      act(t('messages.attachment.fetch'), () => fetching.mutate(of), fetching.isPending);
    if (state.kind === 'failed') act(t('common.retry'), () => fetching.mutate(of), fetching.isPending);
    // What our own viewer shows can be opened elsewhere from there.
    if (state.kind === 'kept' && !saveOnly && viewable)
      act(t('messages.attachment.view'), () => viewing.mutate({ of, name }), viewing.isPending);
    if (state.kind === 'kept' && !saveOnly && !viewable)
      act(t('messages.attachment.open'), () => opening.mutate(of), opening.isPending);
    if (state.kind === 'kept' || saveOnly)
      act(t('messages.attachment.save'), () => saving.mutate(of), saving.isPending);
  }
  return (
    <li className={styles.file} data-gone={gone || undefined}>
      <Icon of={attachmentIcon(attachment)} />
      <span className={`${styles.name} grow`}>
        <bdi>{name}</bdi>
        {saveOnly && <span className={styles.caution}>{t('messages.attachment.saveOnly')}</span>}
        {why !== null && <span className={styles.caution}>{why}</span>}
      </span>
      <span className="muted sm num">{attachmentNote(t, dates, attachment)}</span>
      {state.kind === 'kept' && (
        <span className={styles.state}>
          <Icon of={CheckmarkCircleIcon} size="s" />
          {t('messages.attachment.kept')}
        </span>
      )}
      {gone && (
        <span className={styles.state}>
          <Icon of={ExclamationmarkTriangleIcon} size="s" />
          {t(state.kind === 'expired' ? 'messages.attachment.expired' : 'messages.attachment.notAuthorised')}
        </span>
      )}
      {acts.map(({ label, run, busy }, place) => (
        <button
          // The button that comes in the place of another keeps its focus: whoever fetched a file by key can show it.
          key={place}
          type="button"
          className="linkButton sm"
          aria-busy={busy || undefined}
          // The name beside the verb, for those who hear the button alone.
          aria-label={t('messages.attachment.act', { act: busy ? t('common.loading') : label, name })}
          onClick={() => {
            if (!busy) run();
          }}
        >
          {busy ? t('common.loading') : label}
        </button>
      ))}
    </li>
  );
}

/** Saves everything that came with a message, in a folder or as one file. */
function SaveAll({ dialogId }: { dialogId: string }) {
  const t = useWords();
  const sentence = useSentence();
  const { say, alert } = useStatus();
  const [running, setRunning] = useState<SaveForm | null>(null);
  const save = useAct('save_attachments', {
    onSuccess: ({ path, files, failed }) => {
      setRunning(null);
      if (failed.length > 0)
        alert(t('messages.attachment.someFailed', { path, files, names: t.list(failed) }));
      else say({ text: t('messages.attachment.allSaved', { path, files }), icon: DownloadIcon });
    },
    onError: ({ failure }) => {
      setRunning(null);
      alert(sentence(failure).what);
    },
  });
  return forms.map((form) => (
    <Button
      key={form}
      variant="tertiary"
      className="xs"
      aria-busy={running === form || undefined}
      onClick={() => {
        if (running !== null) return;
        setRunning(form);
        save.mutate({ id: dialogId, form });
      }}
    >
      {running === form ? t('common.working') : t(`messages.attachment.all.${form}`)}
    </Button>
  ));
}
