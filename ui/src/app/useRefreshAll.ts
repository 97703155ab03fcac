import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { ArrowsCirclepathIcon } from '@navikt/aksel-icons';
import { useHost } from '~/api/host';
import { invalidateTopics } from '~/api/queries';
import { useListScope, useMessageScope } from '~/components/scope/ScopeProvider';
import { useStatus } from '~/components/status/StatusProvider';
import { failureOf, useSentence } from '~/errors';
import { useWords } from '~/i18n';

/** Asks Altinn for everything that the lists show, now (F5). */
export function useRefreshAll(): () => void {
  const host = useHost();
  const client = useQueryClient();
  const scope = useListScope();
  const messages = useMessageScope();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const t = useWords();
  return useCallback(() => {
    say({ text: t('frame.refreshing'), icon: ArrowsCirclepathIcon });
    void Promise.all([
      host.call('refresh_organisations', {}),
      host.call('queue', { ...scope, refresh: true }),
      host.call('system_users', { text: '', ...scope, kind: null, changed: false, refresh: true }),
      host.call('sync_messages', { scope: messages, deepen: false, parties: true }),
    ])
      .then(
        () => {
          say({ text: t('frame.refreshed'), icon: ArrowsCirclepathIcon });
        },
        (reason: unknown) => {
          const { what, means } = sentence(failureOf(reason));
          alert(`${what}. ${means}`);
        },
      )
      .finally(
        () =>
          void invalidateTopics(client, [
            'organisations',
            'approvals',
            'system_users',
            'messages',
            'counts',
            'sync',
            'status',
          ]),
      );
  }, [host, client, scope, messages, say, alert, sentence, t]);
}
