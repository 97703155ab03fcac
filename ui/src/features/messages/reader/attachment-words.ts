// An attachment in words: type, size, until when, and where it stands.
import { FileImageIcon, FileIcon, FilePdfIcon, FileTextIcon } from '@navikt/aksel-icons';
import type { Attachment } from '~/api/generated/surface';
import type { IconShape } from '~/components/Icon';
import type { Dates, Words } from '~/i18n';

/** «184 kB», «2,4 MB»: decimal units, as file managers here show them. */
function sizeWords(t: Words, bytes: number): string {
  if (bytes < 1000) return t('messages.size.bytes', { count: bytes });
  if (bytes < 999_500) return t('messages.size.kilo', { count: t.number(Math.round(bytes / 1000)) });
  return t('messages.size.mega', { count: t.number(Math.round(bytes / 100_000) / 10) });
}

/** «PDF, 184 kB, utløper om 14 dager». */
export function attachmentNote(t: Words, dates: Dates, attachment: Attachment): string {
  const days = attachment.expires === null ? null : dates.daysUntil(attachment.expires);
  return [
    attachment.mediaType,
    attachment.size !== null && sizeWords(t, attachment.size),
    days !== null &&
      days >= 0 &&
      attachment.state.kind !== 'expired' &&
      t('messages.attachment.expires', { days }),
    attachment.browserHost !== null && t('messages.attachment.browser', { host: attachment.browserHost }),
  ]
    .filter((part) => part !== false && part !== null)
    .join(', ');
}

/** An icon by the type in the name: decoration beside the words. */
export function attachmentIcon({ name }: Attachment): IconShape {
  if (/\.pdf$/i.test(name)) return FilePdfIcon;
  if (/\.(png|jpe?g|gif|webp|tiff?)$/i.test(name)) return FileImageIcon;
  if (/\.(txt|csv|xml|json|md)$/i.test(name)) return FileTextIcon;
  return FileIcon;
}
