// A row of the list in words: its one tag, and its whole name for those who do not see it.
import type { SystemUserRow } from '~/api/generated/surface';
import type { Words } from '~/i18n';
import { findingTag, type FindingTag } from './watch/finding-words';

/** The one tag of a row: what was found, else what is under way, else the kind that is not the usual one. */
export function accessTag(t: Words, row: SystemUserRow, moving: boolean): FindingTag | null {
  const [first] = row.findings;
  if (first) return findingTag(t, first);
  if (moving) return { tone: 'info', text: t('system-users.tag.moving') };
  if (row.changeWaits !== null) return { tone: 'neutral', text: t('system-users.tag.changeWaits') };
  return row.kind === 'client' ? { tone: 'neutral', text: t('system-users.filter.client') } : null;
}

/** The whole row: what, who, for whom, and everything that was found. */
export function accessName(t: Words, row: SystemUserRow, moving: boolean): string {
  const { title, vendor, organisation } = row;
  return [
    t(`system-users.row.name.${row.kind}`, { title, vendor, organisation }),
    // A number alone says nothing without the list's eye.
    ...row.findings.map((finding) =>
      finding.kind === 'services_added'
        ? t('watch.spoken.added', { count: finding.services.length })
        : finding.kind === 'services_removed'
          ? t('watch.spoken.removed', { count: finding.services.length })
          : findingTag(t, finding).text,
    ),
    ...(moving ? [t('system-users.tag.moving')] : []),
    ...(row.changeWaits === null ? [] : [t('system-users.tag.changeWaits')]),
  ].join(', ');
}
