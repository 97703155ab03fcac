// What the screen begins with, read before anyone goes there: then it is drawn once, with its rows. From this machine
// alone; that Altinn is asked for the firms stays with who goes there.
import type { QueryClient } from '@tanstack/react-query';
import { windowQuery } from '~/api/windowed';
import type { Host } from '~/host/types';
import { clientList, usualClientChoice } from './choice';
import { whichFirm } from './firm/which-firm';

const FIRMS = ['client_firms', {}] as const;

/** Reads the firms that are known, and the first rows of the one that would be shown. */
export async function readAhead(host: Host, client: QueryClient): Promise<void> {
  if (client.getQueryState(FIRMS) !== undefined) return;
  const known = await host.call('known_client_firms', {});
  const { firm } = whichFirm(known, { chosen: null, scope: null, looked: new Set(), likely: null });
  if (firm === null || firm.fetchedAt === null) return;
  await client.query(
    windowQuery(host, 'client_matrix', clientList(firm.partyUuid, usualClientChoice, '', []), 0),
  );
  if (client.getQueryState(FIRMS) !== undefined) return;
  client.setQueryData(FIRMS, known);
  await client.invalidateQueries({ queryKey: FIRMS, exact: true, refetchType: 'none' });
}
