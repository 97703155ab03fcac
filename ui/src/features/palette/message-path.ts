import type { MessageRow } from '~/api/generated/surface';

/** Where a message is read: in the folder that it lies in. */
export function messagePath({ filed, status }: Pick<MessageRow, 'filed' | 'status'>) {
  if (filed === 'archive') return '/archive/$id';
  if (filed === 'bin') return '/bin/$id';
  if (status === 'draft') return '/drafts/$id';
  return status === 'awaiting' ? '/sent/$id' : '/inbox/$id';
}
