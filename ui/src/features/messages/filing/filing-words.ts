// What the status line says of filing.
import {
  ArchiveIcon,
  EnvelopeClosedIcon,
  EnvelopeOpenIcon,
  InboxDownIcon,
  TrashIcon,
} from '@navikt/aksel-icons';
import type { Filing } from '~/api/generated/surface';
import type { IconShape } from '~/components/Icon';
import type { Words } from '~/i18n';

/** Icons of the acts. */
export const filingIcons: Record<Filing, IconShape> = {
  archive: ArchiveIcon,
  bin: TrashIcon,
  restore: InboxDownIcon,
  mark_unread: EnvelopeClosedIcon,
  unmark_unread: EnvelopeOpenIcon,
};

/** One message by its name, several by their number; and that it waits, when there is no network. */
export function filingWords(
  t: Words,
  filing: Filing,
  changed: number,
  one: { title: string; recipient: string } | undefined,
  queued: boolean,
): string {
  const done =
    one && changed === 1
      ? t(`messages.say.one.${filing}`, one)
      : t(`messages.say.many.${filing}`, { count: changed });
  return queued ? t('messages.say.queued', { done }) : done;
}
