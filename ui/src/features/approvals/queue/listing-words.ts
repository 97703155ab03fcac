import type { Ability } from '~/api/generated/surface';
import type { Words } from '~/i18n';

/** Why Altinn's list of waiting requests cannot be read, in plain words; nothing when it can. */
export function listingWords(t: Words, { way, reason }: Ability): string | undefined {
  if (way === 'api') return undefined;
  switch (reason) {
    case 'portal_scope_only':
    case 'scope_missing':
    case 'consent_refused':
    case 'refused_by_altinn':
      return t(`approvals.listing.${reason}`);
    // The offline strip and the sign-in say these by themselves.
    case 'offline':
    case 'signed_out':
      return undefined;
    default:
      return t('approvals.listing.other');
  }
}
