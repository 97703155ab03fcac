import { DownloadIcon } from '@navikt/aksel-icons';
import { useMutation } from '@tanstack/react-query';
import { useHost } from '~/api/host';
import { useAct } from '~/api/queries';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import type { CommandError } from '~/errors/CommandError';
import type { Viewed } from '~/host/types';
import { useWords } from '~/i18n';

/** What can be done with an attachment; what goes wrong is said. */
export function useAttachmentActs() {
  const t = useWords();
  const host = useHost();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const onError = ({ failure }: CommandError) => {
    const { what, next } = sentence(failure);
    alert(`${what}. ${next}`);
  };
  const fetching = useAct('fetch_attachment', { onError });
  const saving = useAct('save_attachment', {
    onError,
    onSuccess: ({ path }) => {
      say({ text: t('messages.attachment.saved', { path }), icon: DownloadIcon });
    },
  });
  const opening = useAct('open_attachment', { onError });
  const viewing = useMutation<unknown, CommandError, Viewed>({
    mutationFn: (viewed) => host.view(viewed),
    onError,
  });
  return { fetching, saving, opening, viewing };
}
