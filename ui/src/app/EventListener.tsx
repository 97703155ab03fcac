import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { ArrowUndoIcon, CheckmarkCircleIcon, LinkIcon, TasklistIcon } from '@navikt/aksel-icons';
import type { Event } from '~/api/generated/surface';
import { useHost } from '~/api/host';
import { invalidateTopics } from '~/api/queries';
import { jobStands, jobTitle } from '~/components/jobs/job-words';
import { useOpenPage } from '~/components/links/OpenPage';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import type { AppRouter } from './router';

/** Acts on what the core says by itself. */
export function EventListener({ router }: { router: AppRouter }) {
  const host = useHost();
  const client = useQueryClient();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const t = useWords();
  const openPage = useOpenPage();

  const openJob = (id: string) => router.navigate({ to: '/clients/$view/$id', params: { view: 'jobs', id } });
  const openReceipt = (number: string) => router.navigate({ to: '/activity/$number', params: { number } });

  const on = useEffectEvent((event: Event): void => {
    switch (event.kind) {
      case 'changed':
        void invalidateTopics(client, event.topics);
        break;
      case 'link_arrived':
        void invalidateTopics(client, ['approvals', 'status']);
        void router.navigate({ to: '/approvals/$key', params: { key: event.key } });
        break;
      case 'link_refused': {
        const { what, means, next } = sentence(event.failure);
        const { page } = event;
        if (page === null) alert(`${what}. ${means} ${next}`);
        else
          say({
            text: `${what}.`,
            icon: LinkIcon,
            action: {
              label: t('common.openAtAltinn'),
              run: () => {
                openPage(page);
              },
            },
          });
        break;
      }
      case 'decided':
        void invalidateTopics(client, ['approvals', 'activity', 'system_users', 'status']);
        // Who watches the request sees its receipt; who is elsewhere is told, and not moved.
        if (router.state.location.pathname === `/approvals/${event.key}`) void openReceipt(event.receipt);
        say({
          text: t('frame.decided'),
          icon: CheckmarkCircleIcon,
          action: { label: t('frame.receipt'), run: () => void openReceipt(event.receipt) },
        });
        break;
      case 'alike_progress':
        // Only who approves several follows how far it has come; see `useAlike`.
        break;
      case 'withdrawn':
        void invalidateTopics(client, ['system_users', 'activity', 'approvals', 'status']);
        if (router.state.location.pathname === `/system-users/${event.partyUuid}/${event.id}`)
          void openReceipt(event.receipt);
        say({
          text: t('frame.withdrawn'),
          icon: ArrowUndoIcon,
          action: { label: t('frame.receipt'), run: () => void openReceipt(event.receipt) },
        });
        break;
      case 'messages_arrived':
        // A list that is on the screen takes them in when the user wants it; see `useArrivals`.
        void invalidateTopics(client, ['counts', 'sync', 'status']);
        break;
      case 'job_stopped':
        void invalidateTopics(client, ['jobs', 'clients', 'status']);
        // Who watches the job sees it; who is elsewhere is told, and not moved.
        if (router.state.location.pathname !== `/clients/jobs/${event.job.id}`)
          say({
            text: `${jobTitle(t, event.job)}. ${jobStands(t, event.job)}`,
            icon: TasklistIcon,
            action: { label: t('jobs.show'), run: () => void openJob(event.job.id) },
          });
        break;
      case 'restart':
        window.location.reload();
        break;
    }
  });
  useEffect(() => host.subscribe(on), [host]);
  return null;
}
