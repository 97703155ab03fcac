import { ClockIcon, ExclamationmarkTriangleIcon } from '@navikt/aksel-icons';
import { useRead } from '~/api/queries';
import { NewLogin } from '~/components/NewLogin';
import { Notice } from '~/components/Notice';
import { nextSteps, useSentence } from '~/errors';
import { useWords } from '~/i18n';

/** Changes made here that are not at Altinn yet while there is no network, or that were refused. */
export function FilingStrip() {
  const t = useWords();
  const sentence = useSentence();
  const { data: queue } = useRead('filing_queue', {});
  const { data: status } = useRead('status', {});
  const waiting = status?.connection === 'offline' ? (queue?.waiting ?? 0) : 0;
  return (
    <div role="status">
      {waiting > 0 && <Notice icon={ClockIcon}>{t('messages.queue.waiting', { count: waiting })}</Notice>}
      {queue && queue.refused > 0 && (
        <Notice
          tone="danger"
          icon={ExclamationmarkTriangleIcon}
          action={queue.failure && nextSteps[queue.failure.code] === 'step_up' && <NewLogin sort="step_up" />}
        >
          {t('messages.queue.refused', {
            count: queue.refused,
            why: queue.failure ? `${sentence(queue.failure).what}.` : '',
          })}
        </Notice>
      )}
    </div>
  );
}
