import { CloudSlashIcon } from '@navikt/aksel-icons';
import { useRead } from '~/api/queries';
import { useDates, useWords } from '~/i18n';
import { Notice } from './Notice';

/** Says that there is no network, and how old what is shown is. Goes away by itself; nothing else moves. */
export function OfflineStrip() {
  const t = useWords();
  const dates = useDates();
  const { data } = useRead('status', {});
  const offline = data?.connection === 'offline';
  return (
    <div role="status">
      {offline && (
        <Notice icon={CloudSlashIcon}>
          {data.fetchedAt
            ? t('frame.offlineSince', { when: dates.when(data.fetchedAt) })
            : t('frame.offlineEmpty')}
        </Notice>
      )}
    </div>
  );
}
