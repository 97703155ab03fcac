// What the reading of messages is doing, in words.
import type { SyncActivity } from '~/api/generated/surface';
import type { Words } from '~/i18n';

/** One short sentence. */
export function syncWords(t: Words, state: SyncActivity): string {
  switch (state.kind) {
    case 'waiting':
      return t('sync.waiting');
    case 'polling':
      return t('sync.polling');
    case 'filling':
      return t('sync.filling', { done: state.done, of: state.of });
    case 'paused':
      return t(`sync.paused.${state.reason}`);
  }
}
