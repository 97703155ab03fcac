import type { ClientFirm } from '~/api/generated/surface';
import type { Clients } from '../useClients';
import { CsvDialog } from './CsvDialog';
import { PasteDialog } from './PasteDialog';

/** The ways in for many at once: pasted numbers and files. */
export function ClientsDialogs({
  firm,
  clients: { dialog, setDialog, pasted, bulk, page, columns, onStarted },
}: {
  firm: ClientFirm;
  clients: Clients;
}) {
  const close = () => {
    setDialog(null);
  };
  if (dialog === 'paste')
    return <PasteDialog firm={firm.partyUuid} pasted={pasted} onChosen={bulk.mark} onClose={close} />;
  if (dialog === 'csv' && page)
    return (
      <CsvDialog
        firm={firm.partyUuid}
        firmName={firm.name}
        columns={columns}
        change={page.change}
        onStarted={onStarted}
        onClose={close}
      />
    );
  return null;
}
