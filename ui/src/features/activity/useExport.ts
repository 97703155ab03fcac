import { FileExportIcon } from '@navikt/aksel-icons';
import type { ExportFormat } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';

/** Writes the log, or one receipt, to a file; says where it lies. */
export function useExport(): (format: ExportFormat, number: string | null) => void {
  const t = useWords();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const act = useAct('export_activity', {
    onSuccess: ({ path, rows }) => {
      say({ text: t('activity.export.done', { path, rows }), icon: FileExportIcon });
    },
    onError: ({ failure }) => {
      const { what, next } = sentence(failure);
      alert(`${what}. ${next}`);
    },
  });
  return (format, number) => {
    if (!act.isPending) act.mutate({ format, number });
  };
}
