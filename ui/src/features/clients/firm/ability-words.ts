// Why clients cannot be read or changed, in words.
import type { AbilityReason } from '~/api/generated/surface';
import type { PlainMessageId } from '~/i18n';

const read: Partial<Record<AbilityReason, PlainMessageId>> = {
  scope_missing: 'clients.why.read.scope_missing',
  consent_refused: 'clients.why.read.consent_refused',
  refused_by_altinn: 'clients.why.read.refused_by_altinn',
  signed_out: 'clients.why.read.signed_out',
  offline: 'clients.why.read.offline',
};
const change: Partial<Record<AbilityReason, PlainMessageId>> = {
  scope_missing: 'clients.why.change.scope_missing',
  consent_refused: 'clients.why.change.consent_refused',
  refused_by_altinn: 'clients.why.change.refused_by_altinn',
  missing_rights: 'clients.why.change.missing_rights',
  not_access_manager: 'clients.why.change.missing_rights',
  signed_out: 'clients.why.change.signed_out',
  offline: 'clients.why.change.offline',
};

/** Why clients cannot be read. */
export function whyNotRead(reason: AbilityReason | null): PlainMessageId {
  return (reason && read[reason]) ?? 'clients.why.read.other';
}

/** Why clients cannot be given and taken. */
export function whyNotChange(reason: AbilityReason | null): PlainMessageId {
  return (reason && change[reason]) ?? 'clients.why.change.other';
}
