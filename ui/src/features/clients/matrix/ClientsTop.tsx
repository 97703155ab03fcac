import { PersonGroupIcon } from '@navikt/aksel-icons';
import { FailureNotice } from '~/components/FailureNotice';
import { Notice } from '~/components/Notice';
import { SkeletonRows } from '~/components/Skeleton';
import { useWords } from '~/i18n';
import type { Firms } from '../firm/useFirm';
import type { Clients } from '../useClients';
import { ClientsHead, type HeadRoom } from './ClientsHead';
import { Nothing } from './Nothing';
import { Strips } from './Strips';

/** What stands above the clients, in the matrix and in the list; and in their place while there are none. */
export function ClientsTop({
  firms,
  clients,
  room = 'wide',
  skeleton,
  onInto,
}: {
  firms: Firms;
  clients: Clients;
  room?: HeadRoom;
  /** The rows that are awaited. */
  skeleton: { height: number; count: number };
  /** Moves into the rows. */
  onInto: () => void;
}) {
  const t = useWords();
  const { choice, typed, text, rows, page, bulk, columns, aimed } = clients;
  const cameFor = columns.find(({ id }) => id === aimed && bulk.wish.targets.includes(id));
  return (
    <>
      <ClientsHead
        room={room}
        firms={firms}
        page={page}
        choice={choice}
        text={typed}
        acts={{
          onChoice: clients.change,
          onText: clients.setText,
          onInto,
          onPaste: () => {
            clients.setDialog('paste');
          },
          onExport: clients.exportMatrix,
          onImport: () => {
            clients.setDialog('csv');
          },
        }}
      />
      <Strips page={page} onRefresh={firms.refresh} />
      {cameFor && bulk.empty && (
        <Notice icon={PersonGroupIcon}>{t('clients.cameFor', { agent: cameFor.title })}</Notice>
      )}
      {rows.error && <FailureNotice failure={rows.error.failure} retry={firms.refresh} />}
      {page === undefined && rows.error === null && <SkeletonRows {...skeleton} />}
      {page?.total === 0 && (
        <Nothing
          page={page}
          choice={choice}
          text={text}
          targets={bulk.wish.targets}
          reading={firms.refreshing}
          onRead={firms.refresh}
          onClear={clients.reset}
        />
      )}
    </>
  );
}
