// Lines of a pasted text or a file that could not be used, in words.
import type { BadLine } from '~/api/generated/surface';
import type { Words } from '~/i18n';

/** Why a line cannot be used, with the earlier line or the column where it matters. */
export function faultWords(t: Words, { reason, detail }: BadLine): string {
  if (reason === 'repeated' && detail === null) return t('bulk.fault.repeatedSomewhere');
  return t.withAll(`bulk.fault.${reason}`, { detail: detail ?? '' });
}
