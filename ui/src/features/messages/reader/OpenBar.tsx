import { EyeIcon } from '@navikt/aksel-icons';
import type { Message } from '~/api/generated/surface';
import { ActionBar } from '~/components/ActionBar';
import { BigButton } from '~/components/BigButton';
import { Icon } from '~/components/Icon';
import { Keys } from '~/components/keys/Keys';
import { NewLogin } from '~/components/NewLogin';
import { useWords } from '~/i18n';
import styles from './ActionsBar.module.css';

/** Opens the message, and says first what that means: it is logged, and others can see it. */
export function OpenBar({
  message,
  pending,
  onOpen,
}: {
  message: Message | undefined;
  pending: boolean;
  onOpen: () => void;
}) {
  const t = useWords();
  const unavailable =
    message && message.open.way === 'none'
      ? t(message.open.reason === null ? 'settings.way.none' : `settings.reason.${message.open.reason}`)
      : undefined;
  if (message?.needsStepUp) {
    return (
      <ActionBar>
        <p className={`grow ${styles.text ?? ''}`}>{t('messages.stepUp')}</p>
        <NewLogin sort="step_up" className="cta" />
      </ActionBar>
    );
  }
  return (
    <ActionBar>
      <BigButton
        unavailable={unavailable}
        busy={pending ? t('messages.opening') : undefined}
        aria-keyshortcuts="Enter"
        onClick={onOpen}
      >
        {t('messages.open')} <Keys id="open" />
      </BigButton>
      <span className="grow" />
      <span className={styles.aside}>
        <Icon of={EyeIcon} size="s" />
        <span>
          {t.rich('messages.openNote', {
            sender: <bdi key="sender">{message?.row.sender ?? t('messages.sender')}</bdi>,
          })}
        </span>
      </span>
    </ActionBar>
  );
}
