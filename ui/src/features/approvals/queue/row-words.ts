// A row of the queue in words: what its tags say, and its whole name for those who do not see it.
import {
  ArrowRightIcon,
  CheckmarkCircleIcon,
  ExclamationmarkTriangleIcon,
  ExternalLinkIcon,
  HourglassIcon,
  LinkIcon,
  QuestionmarkCircleIcon,
  XMarkOctagonIcon,
} from '@navikt/aksel-icons';
import type { QueueRow } from '~/api/generated/surface';
import { effectWords } from '~/components/changes/change-view';
import { cueWords } from '~/components/Cue';
import type { IconShape } from '~/components/Icon';
import type { Words } from '~/i18n';

/** What a row says of where it stands, when it does not simply wait. */
export interface StateTag {
  tone: 'neutral' | 'info' | 'warning' | 'danger' | 'success';
  icon: IconShape;
  text: string;
}

/** The tag of a row's state. `seconds` is what is left before a rejection is sent. */
export function stateTag(t: Words, row: QueueRow, seconds: number): StateTag | null {
  switch (row.state.kind) {
    case 'waiting':
      if (row.change?.halfDone) {
        return { tone: 'warning', icon: HourglassIcon, text: t('approvals.state.halfDone') };
      }
      return row.failure === null
        ? null
        : { tone: 'danger', icon: ExclamationmarkTriangleIcon, text: t('approvals.state.failed') };
    case 'not_read':
      return row.failure === null
        ? { tone: 'info', icon: LinkIcon, text: t('approvals.row.reading') }
        : { tone: 'danger', icon: ExclamationmarkTriangleIcon, text: t('approvals.state.failed') };
    case 'observing':
      return { tone: 'info', icon: ExternalLinkIcon, text: t('approvals.state.observing') };
    case 'rejecting':
      return {
        tone: 'warning',
        icon: HourglassIcon,
        text: seconds > 0 ? t('approvals.state.rejecting', { seconds }) : t('approvals.state.rejectingSoon'),
      };
    case 'reject_not_sent':
      return {
        tone: 'danger',
        icon: ExclamationmarkTriangleIcon,
        text: t('approvals.state.reject_not_sent'),
      };
    case 'unknown':
      return { tone: 'warning', icon: HourglassIcon, text: t('approvals.state.unknown') };
    case 'approved':
      return { tone: 'success', icon: CheckmarkCircleIcon, text: t('approvals.state.approved') };
    case 'rejected':
      return { tone: 'neutral', icon: XMarkOctagonIcon, text: t('approvals.state.rejected') };
    case 'escalated':
      return { tone: 'info', icon: ArrowRightIcon, text: t('approvals.state.escalated') };
    case 'not_found':
      return { tone: 'danger', icon: QuestionmarkCircleIcon, text: t('approvals.state.not_found') };
  }
}

/** System, or what stands for it while only the link is known. */
export function rowTitle(t: Words, row: QueueRow): string {
  return row.system ?? t('approvals.row.link');
}

/** The whole row: state, system, vendor, organisation, kind, what to notice, age. Without seconds: it must not change
 * under a screen reader. */
export function rowName(t: Words, row: QueueRow): string {
  const state =
    row.state.kind === 'rejecting' ? t('approvals.state.rejectingSoon') : (stateTag(t, row, 0)?.text ?? null);
  return [
    state,
    rowTitle(t, row),
    row.organisation === null
      ? row.vendor
      : row.vendor === null
        ? row.organisation
        : t('approvals.row.nameFor', { vendor: row.vendor, organisation: row.organisation }),
    t(`approvals.kind.${row.kind}`),
    row.change === null ? null : effectWords(t, row.change),
    row.alike === null ? null : t('alike.tag', { count: row.alike.count }),
    ...row.cues.map((cue) => cueWords(t, cue, 'short')),
    row.ageDays === null ? null : t('approvals.age', { days: row.ageDays }),
  ]
    .filter((part) => part !== null)
    .join(', ');
}
