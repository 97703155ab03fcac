// A message in words: what its tag says, its group, and its whole name for those who do not see it.
import type { GroupSpan, MessageRow, MessageStatus } from '~/api/generated/surface';
import type { Dates, Words } from '~/i18n';

/** Tones of a tag. */
export type Tone = 'neutral' | 'info' | 'warning' | 'danger' | 'success';

/** The one tag of a row. */
export interface RowTag {
  tone: Tone;
  text: string;
}

/** Title, or what stands for an empty one. */
export function titleOf(t: Words, { title }: Pick<MessageRow, 'title'>): string {
  return title === '' ? t('messages.untitled') : title;
}

/** The service's own word for the status, else ours. */
export function statusWords(
  t: Words,
  { status, statusText }: Pick<MessageRow, 'status' | 'statusText'>,
): string {
  return statusText ?? t(`messages.status.${status}`);
}

/** Whether a status has become irrelevant for the due date. */
function isDone(status: MessageStatus): boolean {
  return status === 'completed' || status === 'awaiting';
}

/** The due date as a tag: red when passed, amber today and tomorrow, else quiet. */
export function dueTag(t: Words, dates: Dates, row: Pick<MessageRow, 'due' | 'status'>): RowTag | null {
  if (row.due === null || isDone(row.status)) return null;
  const days = dates.daysUntil(row.due);
  if (Date.parse(row.due) < Date.now() && days <= 0) {
    return {
      tone: 'danger',
      text: days === 0 ? t('messages.due.passedToday') : t('messages.due.over', { days: -days }),
    };
  }
  if (days === 0) return { tone: 'warning', text: t('messages.due.today', { clock: dates.clock(row.due) }) };
  if (days === 1) return { tone: 'warning', text: t('messages.due.tomorrow') };
  return { tone: 'neutral', text: t('messages.due.on', { date: dates.short(row.due) }) };
}

/** The tag of a row, at most one: the due date matters most, then what is asked of the user, then that it is over. */
export function rowTag(t: Words, dates: Dates, row: MessageRow): RowTag | null {
  const due = dueTag(t, dates, row);
  if (due) return due;
  switch (row.status) {
    case 'requires_attention':
      return { tone: 'info', text: statusWords(t, row) };
    case 'not_applicable':
    case 'unknown':
      return row.statusText === null ? null : { tone: 'neutral', text: row.statusText };
    case 'in_progress':
      return row.statusText === null ? null : { tone: 'neutral', text: row.statusText };
    default:
      return { tone: 'neutral', text: statusWords(t, row) };
  }
}

/** When: the clock today, else the day. */
export function rowTime(dates: Dates, at: string): string {
  return dates.daysUntil(at) === 0 ? dates.clock(at) : dates.short(at);
}

/** Head of a group. */
export function groupLabel(t: Words, dates: Dates, span: GroupSpan): string {
  switch (span.kind) {
    case 'today':
      return t('common.today');
    case 'yesterday':
      return t('common.yesterday');
    case 'earlier_this_month':
      return t('common.earlierInMonth', { month: dates.month(new Date().toISOString()) });
    case 'later':
      return t('messages.group.later');
    case 'month':
      return dates.monthOf(span.year, span.month);
  }
}

/** A key of a group. */
export function groupKey(span: GroupSpan): string {
  return span.kind === 'month' ? `${span.year}-${span.month}` : span.kind;
}

/** The whole row in a fixed order: state, sender, title, status, due date, recipient, attachments, time. */
export function rowName(t: Words, dates: Dates, row: MessageRow): string {
  return [
    row.unread && t('messages.row.unread'),
    row.refused !== null && t('messages.row.refused'),
    row.waiting && t('messages.row.waiting'),
    row.sender,
    titleOf(t, row),
    statusWords(t, row),
    dueTag(t, dates, row)?.text,
    t('messages.row.to', { recipient: row.recipient }),
    row.attachments > 0 && t('messages.row.attachments', { count: row.attachments }),
    rowTime(dates, row.at),
  ]
    .filter((part) => part !== false && part !== undefined && part !== '')
    .join(', ');
}

/** What sort of letter within a message: our word, else Dialogporten's own. */
export function transmissionKind(t: Words, kind: string): string {
  const id = `messages.transmissions.kind.${kind}`;
  return t.has(id) ? t.withAll(id, {}) : kind.replaceAll('_', ' ');
}
