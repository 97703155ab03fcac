// What the frame and the first screen ask while nothing is narrowed. Asked before they are drawn, it is drawn once, with
// its rows; a question that they ask otherwise is merely asked later, by whoever wants it.
import type { QueryClient } from '@tanstack/react-query';
import type { CommandMap, CommandName } from '~/api/generated/surface';
import type { Host } from '~/host/types';
import { FAVOURITES } from './Rail';

/** Longest that the first picture waits for what stands in it, ms. */
const PATIENCE = 200;

/** Reads it all into the cache, side by side, all of it from this machine; what takes longer comes when it comes. */
export async function firstReads(host: Host, client: QueryClient): Promise<void> {
  const read = <N extends CommandName>(name: N, input: CommandMap[N]['input']) =>
    // A failure is told by the part of the screen that asks again.
    client.query({ queryKey: [name, input], queryFn: () => host.call(name, input) }).catch(() => undefined);
  const all = Promise.all([
    read('queue', { partyUuid: null, group: null, refresh: false }),
    read('organisations', { text: '', group: 'all', offset: 0, limit: 0 }),
    read('organisations', { text: '', group: 'favourites', offset: 0, limit: FAVOURITES }),
    read('message_counts', { scope: { kind: 'all' } }),
    read('party_groups', {}),
    read('client_jobs', {}),
    read('sync_state', {}),
  ]);
  await Promise.race([all, new Promise((enough) => setTimeout(enough, PATIENCE))]);
}
