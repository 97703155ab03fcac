import { Button } from '@digdir/designsystemet-react';
import {
  EyeIcon,
  EyeSlashIcon,
  MenuElipsisHorizontalIcon,
  PrinterSmallIcon,
  XMarkIcon,
} from '@navikt/aksel-icons';
import type { Filing, Message, MessageRow } from '~/api/generated/surface';
import { Flyout } from '~/components/Flyout';
import { Icon } from '~/components/Icon';
import { Menu } from '~/components/menu/Menu';
import { Keys } from '~/components/keys/Keys';
import { useKeyboard } from '~/components/keys/ShortcutProvider';
import { ariaKeys } from '~/components/keys/shortcuts';
import { useDates, useWords } from '~/i18n';
import { unreadWay, waysFrom } from '../folders';
import styles from './ReaderTools.module.css';

/** The line above a message: whether it was opened and who can see that, and the ways to file it. */
export function ReaderTools({
  row,
  message,
  onFile,
  onPrint,
  onClose,
}: {
  row: MessageRow;
  message: Message | undefined;
  onFile: (filing: Filing) => void;
  onPrint: () => void;
  /** Puts the message away. */
  onClose: (() => void) | undefined;
}) {
  const t = useWords();
  const keyboard = useKeyboard();
  const [first, second] = waysFrom(row.filed);
  const unread = unreadWay(row.markedUnread);
  return (
    <>
      <Seen row={row} message={message} />
      {[first, unread].map((way) => (
        <Button
          key={way.filing}
          variant="tertiary"
          aria-keyshortcuts={ariaKeys(way.key, keyboard)}
          onClick={() => {
            onFile(way.filing);
          }}
        >
          <Icon of={way.icon} />
          {t(`messages.filing.short.${way.filing}`)} <Keys id={way.key} />
        </Button>
      ))}
      <Flyout
        className={styles.more}
        placement="bottom-end"
        trigger={
          <>
            <Icon of={MenuElipsisHorizontalIcon} />
            <span className="vh">{t('messages.more')}</span>
          </>
        }
      >
        {(close) => (
          <Menu>
            {second && (
              <Button
                variant="tertiary"
                aria-keyshortcuts={ariaKeys(second.key, keyboard)}
                onClick={() => {
                  close();
                  onFile(second.filing);
                }}
              >
                <Icon of={second.icon} />
                {t(`messages.filing.${second.filing}`)} <Keys id={second.key} />
              </Button>
            )}
            <Button
              variant="tertiary"
              aria-keyshortcuts={ariaKeys('print', keyboard)}
              onClick={() => {
                close();
                onPrint();
              }}
            >
              <Icon of={PrinterSmallIcon} />
              {t('messages.print')} <Keys id="print" />
            </Button>
          </Menu>
        )}
      </Flyout>
      {onClose && (
        <Button icon variant="tertiary" aria-label={t('common.close')} onClick={onClose}>
          <Icon of={XMarkIcon} />
        </Button>
      )}
    </>
  );
}

/** «Åpnet av deg 14.31. Skatteetaten kan se det.», or that nothing has been logged. */
function Seen({ row, message }: { row: MessageRow; message: Message | undefined }) {
  const t = useWords();
  const dates = useDates();
  const mine = message?.seenBy.find(({ isMe }) => isMe);
  const at = mine?.at ?? message?.opened?.readAt;
  return (
    <span className={styles.seen}>
      <Icon of={message?.opened ? EyeIcon : EyeSlashIcon} size="s" />
      <span>
        {message?.opened && at !== undefined
          ? t.rich('messages.seen.mine', {
              when: dates.when(at),
              sender: <bdi key="sender">{row.sender}</bdi>,
            })
          : t('messages.preview.label')}
      </span>
    </span>
  );
}
