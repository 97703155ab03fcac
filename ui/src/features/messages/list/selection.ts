// The marked messages, as the core wants them.
import type { Filed, Folder, MessageRow, Selection } from '~/api/generated/surface';
import { windowOf, type MessageList } from '~/api/message-rows';
import type { Marks } from '~/components/marking';
import type { PlacedRows } from '../filing/leaving';

/** What is marked, as the core wants it. */
export function selectionOf(marks: Marks, list: MessageList): Selection {
  return marks.kind === 'ids'
    ? { kind: 'ids', ids: [...marks.ids] }
    : { kind: 'matching', list: windowOf(list, 0, 0), except: [...marks.except] };
}

/** Rows of the marked ones, those that are named and loaded. */
function named(marks: Marks, rows: PlacedRows): MessageRow[] {
  return marks.kind === 'ids' ? [...marks.ids].flatMap((id) => rows.rowAt(rows.indexOf(id)) ?? []) : [];
}

/**
 * What filing the marked ones goes by: where they are filed, and whether all are marked as unread. Where they differ,
 * filing means what it does for those that are filed nowhere.
 */
export function markedAs(
  marks: Marks,
  folder: Folder,
  rows: PlacedRows,
): Pick<MessageRow, 'filed' | 'markedUnread'> {
  const known = named(marks, rows);
  const places = new Set<Filed>(
    known.length > 0
      ? known.map(({ filed }) => filed)
      : [folder === 'archive' || folder === 'bin' ? folder : 'open'],
  );
  const [filed = 'open'] = places;
  return {
    filed: places.size > 1 ? 'open' : filed,
    markedUnread: known.length > 0 && known.every(({ markedUnread }) => markedUnread),
  };
}

/** The marked one, where it is one and known. */
export function onlyMarked(marks: Marks, rows: PlacedRows): MessageRow | undefined {
  return marks.kind === 'ids' && marks.ids.size === 1 ? named(marks, rows)[0] : undefined;
}
