// An event of the log in words: what was done, to what, for whom.
import {
  ArrowUndoIcon,
  EnterIcon,
  ExclamationmarkTriangleIcon,
  ExternalLinkIcon,
  FileExportIcon,
  LeaveIcon,
  PaperplaneIcon,
  QuestionmarkIcon,
  SealCheckmarkIcon,
  XMarkOctagonIcon,
} from '@navikt/aksel-icons';
import type { Act, ActivityRow, Failure } from '~/api/generated/surface';
import type { IconShape } from '~/components/Icon';
import type { Words } from '~/i18n';

/** The sign of an act. */
export const actIcons: Record<Act, IconShape> = {
  signed_in: EnterIcon,
  signed_out: LeaveIcon,
  approved: SealCheckmarkIcon,
  approve_failed: ExclamationmarkTriangleIcon,
  rejected: XMarkOctagonIcon,
  reject_failed: ExclamationmarkTriangleIcon,
  forwarded: PaperplaneIcon,
  handed_off: ExternalLinkIcon,
  withdrawn: ArrowUndoIcon,
  withdraw_failed: ExclamationmarkTriangleIcon,
  exported: FileExportIcon,
  other: QuestionmarkIcon,
};

/** «Godkjente SmartCloud Regnskap». */
export function actWords(t: Words, { act, system }: Pick<ActivityRow, 'act' | 'system'>): string {
  switch (act) {
    case 'signed_in':
    case 'signed_out':
    case 'exported':
    case 'other':
      return t(`activity.act.${act}`);
    default:
      return t(`activity.act.${act}`, { system: system ?? t('rights.someSystem') });
  }
}

/** «Fjord Snekkeri AS, 14 tjenester», or why it failed; nothing when there is nothing to add. */
export function eventDetail(
  t: Words,
  row: ActivityRow,
  sentence: (failure: Failure) => { what: string },
): string {
  const { organisation, services, failure, act } = row;
  if (failure) {
    const why = sentence(failure).what;
    return organisation === null ? why : t('activity.row.failed', { organisation, why });
  }
  if (organisation === null)
    return act === 'exported' && services !== null ? t('activity.row.rows', { count: services }) : '';
  return services === null ? organisation : t('activity.row.services', { organisation, count: services });
}
