import type { Act } from '~/api/generated/surface';
import type { PlainMessageId } from '~/i18n';

/** What was done to a system access, in a few words; acts that are not about one have none. */
export const historyWords: Partial<Record<Act, PlainMessageId>> = {
  approved: 'system-users.history.approved',
  approve_failed: 'system-users.history.approve_failed',
  rejected: 'system-users.history.rejected',
  reject_failed: 'system-users.history.reject_failed',
  forwarded: 'system-users.history.forwarded',
  handed_off: 'system-users.history.handed_off',
  changed: 'system-users.history.changed',
  changed_partly: 'system-users.history.changed_partly',
  created: 'system-users.history.createdHere',
  own_organisation_added: 'system-users.history.own_organisation_added',
  own_organisation_removed: 'system-users.history.own_organisation_removed',
  withdrawn: 'system-users.history.withdrawn',
  withdraw_failed: 'system-users.history.withdraw_failed',
};
