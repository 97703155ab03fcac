// Who has seen a message, in one sentence.
import type { SeenBy } from '~/api/generated/surface';
import type { Dates, Words } from '~/i18n';

/** So many are named. */
const NAMED = 2;

/** «Åpnet av deg 14.31 og Odd Lunde 11. nov.», or that nobody has. `seen`: newest first. */
export function seenWords(t: Words, dates: Dates, seen: readonly SeenBy[]): string {
  if (seen.length === 0) return t('messages.seen.nobody');
  const names = seen.slice(0, NAMED).map(({ name, at, isMe }) =>
    t('messages.seen.one', {
      name: isMe ? t('messages.seen.you') : (name ?? t('messages.seen.unnamed')),
      when: dates.when(at),
    }),
  );
  if (seen.length > NAMED) names.push(t('messages.seen.more', { count: seen.length - NAMED }));
  return t('messages.seen.by', { names: t.list(names) });
}
