import { CheckmarkIcon, EnvelopeOpenIcon, XMarkIcon } from '@navikt/aksel-icons';
import type { Filing, MessageRow } from '~/api/generated/surface';
import { ContextMenu, type MenuAct, type MenuPlace } from '~/components/menu/ContextMenu';
import { usePanes } from '~/components/Panes';
import { useWords, type Words } from '~/i18n';
import { unreadWay, waysFrom } from '../folders';
import { titleOf } from '../row-words';

/** A menu that was asked for. */
export interface AskedMenu {
  row: MessageRow;
  at: MenuPlace;
}

/** The ways of filing, as a menu has them. */
function filingActs(
  t: Words,
  of: Pick<MessageRow, 'filed' | 'markedUnread'>,
  onFile: (filing: Filing) => void,
): MenuAct[] {
  return [...waysFrom(of.filed), unreadWay(of.markedUnread)].map(({ filing, icon, key }) => ({
    key: filing,
    label: t(`messages.filing.${filing}`),
    icon,
    shortcut: key,
    run: () => {
      onFile(filing);
    },
  }));
}

/** What can be done with one message. */
export function MessageMenu({
  asked: { row, at },
  onOpen,
  onFile,
  onMark,
  onClose,
}: {
  asked: AskedMenu;
  onOpen: () => void;
  onFile: (filing: Filing) => void;
  /** Marks it, where messages can be marked. */
  onMark?: () => void;
  onClose: () => void;
}) {
  const t = useWords();
  const panes = usePanes();
  const open = () => {
    onOpen();
    panes?.focusReader();
  };
  const acts: MenuAct[] = [
    { key: 'open', label: t('messages.open'), icon: EnvelopeOpenIcon, shortcut: 'open', run: open },
    ...filingActs(t, row, onFile),
    ...(onMark
      ? [
          {
            key: 'mark',
            label: t('messages.row.mark'),
            icon: CheckmarkIcon,
            shortcut: 'mark' as const,
            run: onMark,
          },
        ]
      : []),
  ];
  return (
    <ContextMenu
      label={t('messages.menu.one', { title: titleOf(t, row) })}
      at={at}
      acts={acts}
      onClose={onClose}
    />
  );
}

/** What can be done with all that are marked, asked for on one of them. */
export function MarkedMenu({
  at,
  count,
  as,
  onFile,
  onClear,
  onClose,
}: {
  at: MenuPlace;
  count: number;
  /** What filing them goes by. */
  as: Pick<MessageRow, 'filed' | 'markedUnread'>;
  onFile: (filing: Filing) => void;
  onClear: () => void;
  onClose: () => void;
}) {
  const t = useWords();
  const acts: MenuAct[] = [
    ...filingActs(t, as, onFile),
    { key: 'clear', label: t('messages.bulk.clear'), icon: XMarkIcon, run: onClear },
  ];
  return <ContextMenu label={t('messages.menu.marked', { count })} at={at} acts={acts} onClose={onClose} />;
}
