// The list of system accesses: what one should look at stands first, then what is new, the rest by name.
import type { SystemUserRow } from '~/api/generated/surface';

/** Days for which an access counts as new. */
const NEW_DAYS = 30;

/** Where a row stands in the list. */
export type AccessGroup = 'changed' | 'due' | 'recent' | 'rest';

/** Groups in the order of the list. */
export const groups: readonly AccessGroup[] = ['changed', 'due', 'recent', 'rest'];

/** Where an access stands: what was found comes first, then what one wanted to look over, then what is new. */
export function groupOf({ created, findings }: SystemUserRow, now: number): AccessGroup {
  if (findings.some(({ kind }) => kind !== 'review_due')) return 'changed';
  if (findings.length > 0) return 'due';
  return created !== null && now - Date.parse(created) < NEW_DAYS * 86_400_000 ? 'recent' : 'rest';
}

/** The rows in the order of the list, and how many stand in each group. */
export function arrangeAccesses(
  rows: readonly SystemUserRow[],
  now: number,
): { rows: SystemUserRow[]; sizes: Record<AccessGroup, number> } {
  const of = new Map<AccessGroup, SystemUserRow[]>(groups.map((group) => [group, []]));
  for (const row of rows) of.get(groupOf(row, now))?.push(row);
  const size = (group: AccessGroup) => of.get(group)?.length ?? 0;
  return {
    rows: groups.flatMap((group) => of.get(group) ?? []),
    sizes: { changed: size('changed'), due: size('due'), recent: size('recent'), rest: size('rest') },
  };
}

/** A row's key: ids are unique within an organisation only by promise, so both are used. */
export function accessKey({ partyUuid, id }: Pick<SystemUserRow, 'partyUuid' | 'id'>): string {
  return `${partyUuid}/${id}`;
}
