// The keys of all that are marked: groups are kept by key, so «all that match» must be spelled out once.
import type { Host } from '~/host/types';
import type { ListOf } from '~/api/windowed';
import type { Marks } from '~/components/marking';

/** The most that the core gives at a time. */
const MOST = 500;

/** Keys of the marked clients; reads this machine's list, not Altinn. */
export async function allIds(host: Host, marks: Marks, list: ListOf<'client_matrix'>): Promise<string[]> {
  if (marks.kind === 'ids') return [...marks.ids];
  const ids: string[] = [];
  let total = 1;
  for (let offset = 0; offset < total; offset += MOST) {
    const page = await host.call('client_matrix', { ...list, offset, limit: MOST });
    total = page.total;
    ids.push(...page.rows.map(({ id }) => id));
  }
  return ids.filter((id) => !marks.except.has(id));
}
