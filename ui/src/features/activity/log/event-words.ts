// An event of the log in words: what was done, to what, for whom.
import {
  ArchiveIcon,
  ArrowUndoIcon,
  CheckmarkIcon,
  ArrowsCirclepathIcon,
  Buildings2Icon,
  EnterIcon,
  EnvelopeClosedIcon,
  EnvelopeOpenIcon,
  ExclamationmarkTriangleIcon,
  ExternalLinkIcon,
  FileExportIcon,
  InboxIcon,
  LeaveIcon,
  PaperplaneIcon,
  PersonGroupIcon,
  PersonMinusIcon,
  PersonPlusIcon,
  PlusCircleIcon,
  QuestionmarkIcon,
  SealCheckmarkIcon,
  TrashIcon,
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
  changed: ArrowsCirclepathIcon,
  changed_partly: ExclamationmarkTriangleIcon,
  created: PlusCircleIcon,
  create_failed: ExclamationmarkTriangleIcon,
  own_organisation_added: Buildings2Icon,
  own_organisation_removed: Buildings2Icon,
  withdrawn: ArrowUndoIcon,
  withdraw_failed: ExclamationmarkTriangleIcon,
  exported: FileExportIcon,
  message_opened: EnvelopeOpenIcon,
  message_archived: ArchiveIcon,
  message_binned: TrashIcon,
  message_restored: InboxIcon,
  message_marked_unread: EnvelopeClosedIcon,
  message_unmarked_unread: EnvelopeOpenIcon,
  filing_undone: ArrowUndoIcon,
  receipt_confirmed: CheckmarkIcon,
  receipt_confirm_failed: ExclamationmarkTriangleIcon,
  message_deleted: TrashIcon,
  message_delete_failed: ExclamationmarkTriangleIcon,
  message_action: PaperplaneIcon,
  message_action_failed: ExclamationmarkTriangleIcon,
  clients_changed: PersonGroupIcon,
  agent_added: PersonPlusIcon,
  agent_removed: PersonMinusIcon,
  clients_left: LeaveIcon,
  other: QuestionmarkIcon,
};

const ofMessages = [
  'message_opened',
  'message_archived',
  'message_binned',
  'message_restored',
  'message_marked_unread',
  'message_unmarked_unread',
  'filing_undone',
  'receipt_confirmed',
  'receipt_confirm_failed',
  'message_deleted',
  'message_delete_failed',
  'message_action',
  'message_action_failed',
] as const satisfies Act[];
type MessageAct = (typeof ofMessages)[number];

/** Whether an act is about messages: its services are messages then. */
export const isOfMessages = (act: Act): act is MessageAct => (ofMessages as readonly Act[]).includes(act);

/** «Godkjente SmartCloud Regnskap», «Arkiverte 12 meldinger». */
export function actWords(
  t: Words,
  { act, system, services }: Pick<ActivityRow, 'act' | 'system' | 'services'>,
): string {
  if (isOfMessages(act))
    return t(`activity.act.${act}`, { system: system ?? t('activity.someMessage'), count: services ?? 1 });
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
  return services === null || isOfMessages(act)
    ? organisation
    : t('activity.row.services', { organisation, count: services });
}
