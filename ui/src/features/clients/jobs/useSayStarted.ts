import { TasklistStartIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import type { Job } from '~/api/generated/surface';
import { useStatus } from '~/components/status/StatusProvider';
import { useWords } from '~/i18n';

/** Says that jobs were started, with the way to the first of them. */
export function useSayStarted(): (jobs: readonly Job[]) => void {
  const t = useWords();
  const navigate = useNavigate();
  const { say } = useStatus();
  return (jobs) => {
    const [first] = jobs;
    if (!first) return;
    say({
      text: t('jobs.say.started', { count: jobs.length }),
      icon: TasklistStartIcon,
      action: {
        label: t('jobs.show'),
        run: () => void navigate({ to: '/clients/$view/$id', params: { view: 'jobs', id: first.id } }),
      },
    });
  };
}
