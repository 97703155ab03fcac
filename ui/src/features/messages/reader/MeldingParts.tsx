import { CheckmarkCircleFillIcon } from '@navikt/aksel-icons';
import type { Melding, Message } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { Check } from '~/components/Check';
import { ConfirmBar } from '~/components/ConfirmBar';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';
import { titleOf } from '../row-words';
import styles from './ActionsBar.module.css';

/** Where a message of Altinn Melding stands: by its events, so that a later download does not hide a confirmation. */
export function MeldingStatus({ melding }: { melding: Melding }) {
  const t = useWords();
  const dates = useDates();
  const sentence = useSentence();
  const failed = melding.failure && sentence(melding.failure);
  const why = failed && `${failed.what}. ${failed.means}`;
  const line = why ? (
    <Check sort="caution">{why}</Check>
  ) : melding.confirmedAt !== null ? (
    <Check sort="yes">{t('messages.melding.confirmed', { when: dates.when(melding.confirmedAt) })}</Check>
  ) : melding.confirming ? (
    <Check sort="info">{t('messages.melding.confirmingText')}</Check>
  ) : melding.confirmationNeeded ? (
    <Check sort="caution">{t('messages.melding.needed')}</Check>
  ) : null;
  return line && <div className={styles.melding}>{line}</div>;
}

/** Confirms that a message was received; what that means is said first. */
export function MeldingConfirm({
  message: { row },
  onDone,
  onBack,
}: {
  message: Message;
  onDone: () => void;
  onBack: () => void;
}) {
  const t = useWords();
  const dates = useDates();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const act = useAct('confirm_receipt', {
    onSuccess: (outcome) => {
      onDone();
      if (outcome.kind === 'unknown') alert(t('messages.melding.unknown'));
      else
        say({
          text:
            outcome.kind === 'already'
              ? t('messages.melding.already', { when: outcome.at === null ? '' : dates.when(outcome.at) })
              : t('messages.melding.taken', { sender: row.sender }),
          icon: CheckmarkCircleFillIcon,
        });
    },
    onError: ({ failure }) => {
      onDone();
      const { what, means, next } = sentence(failure);
      alert(`${what}. ${means} ${next}`);
    },
  });
  return (
    <ConfirmBar
      confirm={t('messages.melding.confirmYes')}
      busy={act.isPending && t('common.sending')}
      onConfirm={() => {
        act.mutate({ id: row.id });
      }}
      onBack={onBack}
    >
      {t.rich('messages.melding.consequence', {
        sender: (
          <strong key="sender">
            <bdi>{row.sender}</bdi>
          </strong>
        ),
        recipient: <strong key="recipient">{row.recipient}</strong>,
      })}
    </ConfirmBar>
  );
}

/** Deletes a message for good: there is no undo, and it is said. */
export function MeldingPurge({
  message: { row },
  onDone,
  onBack,
}: {
  message: Message;
  onDone: () => void;
  onBack: () => void;
}) {
  const t = useWords();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const act = useAct('purge_message', {
    onSuccess: () => {
      say({ text: t('messages.melding.purged', { title: titleOf(t, row) }) });
      onDone();
    },
    onError: ({ failure }) => {
      onBack();
      const { what, means, next } = sentence(failure);
      alert(`${what}. ${means} ${next}`);
    },
  });
  return (
    <ConfirmBar
      confirm={t('messages.melding.purge')}
      busy={act.isPending && t('common.sending')}
      danger
      onConfirm={() => {
        act.mutate({ id: row.id });
      }}
      onBack={onBack}
    >
      {t.rich('messages.melding.purgeConsequence', {
        title: (
          <strong key="title">
            <bdi>{titleOf(t, row)}</bdi>
          </strong>
        ),
        recipient: <strong key="recipient">{row.recipient}</strong>,
      })}
    </ConfirmBar>
  );
}
