// The folders as screens: where they are, what they are called, and what filing means in them.
import {
  ArchiveIcon,
  EnvelopeClosedIcon,
  EnvelopeOpenIcon,
  InboxDownIcon,
  TrashIcon,
} from '@navikt/aksel-icons';
import type { Filing, Folder } from '~/api/generated/surface';
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

/** A way of filing as a button: its icon and its key. */
export interface FilingWay {
  filing: Filing;
  icon: IconShape;
  key: ShortcutId;
}

const archive: FilingWay = { filing: 'archive', icon: ArchiveIcon, key: 'archive' };
const restore: FilingWay = { filing: 'restore', icon: InboxDownIcon, key: 'archive' };
const bin: FilingWay = { filing: 'bin', icon: TrashIcon, key: 'bin' };

/** Ways out of a folder. E files, or takes back what is filed; Delete goes to the bin. */
export function waysFrom(folder: ScreenFolder): [FilingWay, ...FilingWay[]] {
  switch (folder) {
    case 'archive':
      return [restore, bin];
    case 'bin':
      return [restore];
    default:
      return [archive, bin];
  }
}

/** U marks as unread, and takes that mark away again. */
export function unreadWay(markedUnread: boolean): FilingWay {
  return markedUnread
    ? { filing: 'unmark_unread', icon: EnvelopeOpenIcon, key: 'unread' }
    : { filing: 'mark_unread', icon: EnvelopeClosedIcon, key: 'unread' };
}
