// The folders as screens: where they are, what they are called, and what filing means in them.
import {
  ArchiveIcon,
  EnvelopeClosedIcon,
  EnvelopeOpenIcon,
  InboxDownIcon,
  TrashIcon,
} from '@navikt/aksel-icons';
import type { Filed, Filing, Folder, MessageRow } from '~/api/generated/surface';
import type { IconShape } from '~/components/Icon';
import type { ShortcutId } from '~/components/keys/shortcuts';

/** Folders that are screens; `all` is where a search may look. */
export type ScreenFolder = Exclude<Folder, 'all'>;

/** Addresses of the folders. */
export const folderPaths = {
  inbox: '/inbox',
  drafts: '/drafts',
  sent: '/sent',
  archive: '/archive',
  bin: '/bin',
} as const satisfies Record<ScreenFolder, string>;

/** Keys of filing. */
export type FilingKey = Extract<ShortcutId, 'archive' | 'bin' | 'unread'>;

/** A way of filing as a button: its icon and its key. */
export interface FilingWay {
  filing: Filing;
  icon: IconShape;
  key: FilingKey;
}

const archive: FilingWay = { filing: 'archive', icon: ArchiveIcon, key: 'archive' };
const restore: FilingWay = { filing: 'restore', icon: InboxDownIcon, key: 'archive' };
const bin: FilingWay = { filing: 'bin', icon: TrashIcon, key: 'bin' };

/**
 * Ways out of where a message is filed, which in a search over every folder is not where the screen is. E files, or takes
 * back what is filed; Delete goes to the bin.
 */
export function waysFrom(filed: Filed): [FilingWay, ...FilingWay[]] {
  switch (filed) {
    case 'archive':
      return [restore, bin];
    case 'bin':
      return [restore];
    case 'open':
      return [archive, bin];
  }
}

/** What a key of filing means for a message. */
export function wayOf(
  key: FilingKey,
  { filed, markedUnread }: Pick<MessageRow, 'filed' | 'markedUnread'>,
): FilingWay | undefined {
  return key === 'unread' ? unreadWay(markedUnread) : waysFrom(filed).find((way) => way.key === key);
}

/** U marks as unread, and takes that mark away again. */
export function unreadWay(markedUnread: boolean): FilingWay {
  return markedUnread
    ? { filing: 'unmark_unread', icon: EnvelopeOpenIcon, key: 'unread' }
    : { filing: 'mark_unread', icon: EnvelopeClosedIcon, key: 'unread' };
}
