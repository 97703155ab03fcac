// The list of system accesses: what is new stands first, the rest by name.
import type { SystemUserRow } from '~/api/generated/surface';

/** Days for which an access counts as new. */
const NEW_DAYS = 30;

/** Where a row stands in the list. */
export type AccessGroup = 'recent' | 'rest';

/** Whether an access is new enough to stand first. */
export function groupOf({ created }: SystemUserRow, now: number): AccessGroup {
  return created !== null && now - Date.parse(created) < NEW_DAYS * 86_400_000 ? 'recent' : 'rest';
}

/** The rows in the order of the list, and how many stand in each group. */
export function arrangeAccesses(
  rows: readonly SystemUserRow[],
  now: number,
): { rows: SystemUserRow[]; sizes: Record<AccessGroup, number> } {
  const recent = rows.filter((row) => groupOf(row, now) === 'recent');
  const rest = rows.filter((row) => groupOf(row, now) === 'rest');
  return { rows: [...recent, ...rest], sizes: { recent: recent.length, rest: rest.length } };
}

/** A row's key: ids are unique within an organisation only by promise, so both are used. */
export function accessKey({ partyUuid, id }: Pick<SystemUserRow, 'partyUuid' | 'id'>): string {
  return `${partyUuid}/${id}`;
}
