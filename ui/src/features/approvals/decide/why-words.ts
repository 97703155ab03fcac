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
    default:
      return t(`approvals.why.${blocked}`);
  }
}
