import { Button } from '@digdir/designsystemet-react';
import { FileExportIcon, XMarkIcon } from '@navikt/aksel-icons';
import type { Filing, MessageRow } from '~/api/generated/surface';
import { Icon } from '~/components/Icon';
import { useKeyboard } from '~/components/keys/ShortcutProvider';
import { ariaKeys } from '~/components/keys/shortcuts';
import { useWords } from '~/i18n';
import { unreadWay, waysFrom } from '../folders';
import styles from './BulkBar.module.css';

/** What can be done with the marked ones; it stands where the chips stood, so that nothing moves. */
export function BulkBar({
  marked,
  count,
  total,
  more,
  allMarked,
  onAll,
  onFile,
  onExport,
  onClear,
}: {
  /** What filing them goes by. */
  marked: Pick<MessageRow, 'filed' | 'markedUnread'>;
  /** Marked. */
  count: number;
  /** That match. */
  total: number;
  /** More match than `total`. */
  more: boolean;
  /** What is marked is all that match, but for some. */
  allMarked: boolean;
  onAll: () => void;
  onFile: (filing: Filing) => void;
  onExport: () => void;
  onClear: () => void;
}) {
  const t = useWords();
  const keyboard = useKeyboard();
  const [first, ...rest] = waysFrom(marked.filed);
  const others = [...rest, unreadWay(marked.markedUnread)];
  return (
    <div role="toolbar" aria-label={t('messages.bulk.label')} className={styles.bar}>
      <span role="status" className={styles.count}>
        {t(more && allMarked ? 'messages.bulk.countAtLeast' : 'messages.bulk.count', { count })}
      </span>
      {count < total && (
        <button type="button" className="linkButton sm" onClick={onAll}>
          {more ? t('messages.bulk.allThatMatch') : t('messages.bulk.all', { count: total })}
        </button>
      )}
      <span className="grow" />
      <Button
        variant="secondary"
        className="xs"
        aria-keyshortcuts={ariaKeys(first.key, keyboard)}
        onClick={() => {
          onFile(first.filing);
        }}
      >
        <Icon of={first.icon} size="s" />
        {t(`messages.filing.${first.filing}`)}
      </Button>
      {others.map(({ filing, icon, key }) => (
        <Button
          key={filing}
          icon
          variant="tertiary"
          className="xs"
          aria-label={t(`messages.filing.${filing}`)}
          aria-keyshortcuts={ariaKeys(key, keyboard)}
          onClick={() => {
            onFile(filing);
          }}
        >
          <Icon of={icon} size="s" />
        </Button>
      ))}
      <Button
        icon
        variant="tertiary"
        className="xs"
        aria-label={t('messages.bulk.export')}
        onClick={onExport}
      >
        <Icon of={FileExportIcon} size="s" />
      </Button>
      <Button icon variant="tertiary" className="xs" aria-label={t('messages.bulk.clear')} onClick={onClear}>
        <Icon of={XMarkIcon} size="s" />
      </Button>
    </div>
  );
}
