import { FileExportIcon } from '@navikt/aksel-icons';
import type { ExportClients } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';

/** Writes rows of client administration to a file, and says where it is. One file at a time. */
export function useExportClients(): (what: ExportClients) => void {
  const t = useWords();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const { mutate, isPending } = useAct('export_clients', {
    onSuccess: ({ path, rows: count }) => {
      say({ text: t('clients.exported', { path, count }), icon: FileExportIcon });
    },
    onError: ({ failure }) => {
      alert(sentence(failure).what);
    },
  });
  return (what) => {
    if (!isPending) mutate(what);
  };
}
