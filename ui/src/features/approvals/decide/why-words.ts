import type { Words } from '~/i18n';
import type { Blocked } from './decision-view';

/** Why an act cannot be pressed now: one short sentence beside the button. */
export function whyWords(t: Words, blocked: Blocked, organisation: string): string {
  switch (blocked) {
    case 'not_access_manager':
      return t('approvals.why.not_access_manager', { organisation });
    case 'portal_scope_only':
    case 'unavailable':
      return t('approvals.why.portal');
    // Of messages only.
    case 'not_in_bin':
    case 'confirmation_outstanding':
      return t('approvals.why.kind_unsupported');
    default:
      return t(`approvals.why.${blocked}`);
  }
}
