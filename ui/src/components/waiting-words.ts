import type { OrganisationRow } from '~/api/generated/surface';
import type { Words } from '~/i18n';

/** What waits for an actor, each in a few words: requests first, then messages. */
export function waitingWords(
  t: Words,
  { waiting, messages }: Pick<OrganisationRow, 'waiting' | 'messages'>,
): string[] {
  return [
    waiting > 0 && t('organisations.waiting', { count: waiting }),
    messages.unread > 0 && t('organisations.unread', { count: messages.unread }),
    messages.due > 0 && t('organisations.due', { count: messages.due }),
    messages.requiresAttention > 0 &&
      t('organisations.requiresAttention', { count: messages.requiresAttention }),
  ].filter((words) => words !== false);
}
