// Whether this person can approve, laid out to be read: what holds, what is missing and why, and who can instead.
import type { CheckReason, MissingItem, Review, WhoCan } from '~/api/generated/surface';
import { passable } from '../changes/change-view';

/** Reasons in the order in which they must be solved: what nobody here can solve comes first. */
const order: readonly CheckReason[] = [
  'unknown_item',
  'not_delegable',
  'maskinporten_only',
  'access_list',
  'level_too_low',
  'missing_package',
  'missing_role',
  'missing_delegation',
  'unknown',
];

/** Faults of the request or the service owner's rules: no colleague can approve either. */
const nobody: readonly CheckReason[] = ['unknown_item', 'not_delegable', 'maskinporten_only', 'access_list'];

/** Missing items with the same reason. */
export interface MissingGroup {
  reason: CheckReason;
  names: string[];
}

/** Whom to turn to. */
export type Others =
  | { kind: 'nobody' }
  | { kind: 'people'; people: WhoCan[] }
  /** The register names no one: the role is named instead. */
  | { kind: 'ask' };

/** What the column «Kan du godkjenne?» says. */
export interface AuthorityView {
  manager: 'yes' | 'no' | 'unknown';
  escalateOnly: boolean;
  /** What the check before deciding came to. */
  pass:
    | { kind: 'all'; count: number }
    | { kind: 'some'; can: number; count: number }
    | { kind: 'not_checked' }
    /** Clients bring the authority themselves. */
    | { kind: 'not_needed' };
  missing: MissingGroup[];
  /** Only when this person cannot approve. */
  others: Others | null;
}

/** Lays it out. */
export function authorityView({
  authority,
  serviceCount,
  change,
}: Pick<Review, 'authority' | 'serviceCount' | 'change'>): AuthorityView {
  // What a change removes needs no authority, and what is held already is not passed on anew.
  const count = authority.own === 'additions' && change ? change.added.length : serviceCount;
  const can = authority.own === 'additions' && change ? passable(change) : authority.canPass;
  const missing = groupMissing(authority.missing);
  const cannot = missing.length > 0 || authority.accessManager === false || authority.escalateOnly;
  return {
    manager: authority.accessManager === null ? 'unknown' : authority.accessManager ? 'yes' : 'no',
    escalateOnly: authority.escalateOnly,
    pass:
      authority.own === 'nothing'
        ? { kind: 'not_needed' }
        : !authority.checked
          ? { kind: 'not_checked' }
          : can >= count && missing.length === 0
            ? { kind: 'all', count }
            : { kind: 'some', can, count },
    missing,
    others: cannot ? others(missing, authority.whoCan) : null,
  };
}

function others(missing: MissingGroup[], people: WhoCan[]): Others | null {
  if (missing.some(({ reason }) => nobody.includes(reason))) return { kind: 'nobody' };
  // A login at a higher level is one's own to fix.
  if (missing.length > 0 && missing.every(({ reason }) => reason === 'level_too_low')) return null;
  return people.length > 0 ? { kind: 'people', people } : { kind: 'ask' };
}

/** Items under the reason that must be solved first; Altinn often gives several for one item. */
export function groupMissing(items: readonly MissingItem[]): MissingGroup[] {
  const groups = new Map<CheckReason, string[]>();
  for (const { name, reasons } of items) {
    const reason = order.find((candidate) => reasons.includes(candidate)) ?? 'unknown';
    groups.set(reason, [...(groups.get(reason) ?? []), name]);
  }
  return order.flatMap((reason) => {
    const names = groups.get(reason);
    return names ? [{ reason, names }] : [];
  });
}
