import { ClockIcon } from '@navikt/aksel-icons';
import { useSyncExternalStore } from 'react';
import { useDates, useWords } from '~/i18n';
import { Notice } from '../Notice';

/** Older than this is said in words; the sync mark alone is enough before that. */
const OLD_MS = 15 * 60 * 1000;

/** Whether a point in time is so long ago that a list from then should say it. */
function isOld(at: string, now: number): boolean {
  return now - Date.parse(at) > OLD_MS;
}

/** Says how old a list is, once it is old, and offers to fetch it again. */
export function AgeStrip({ at, onRefresh }: { at: string; onRefresh: () => void }) {
  const t = useWords();
  const dates = useDates();
  const old = useSyncExternalStore(everyMinute, () => isOld(at, Date.now()));
  if (!old) return null;
  return (
    <Notice
      icon={ClockIcon}
      action={
        <button type="button" className="linkButton sm" onClick={onRefresh}>
          {t('rights.refresh')}
        </button>
      }
    >
      {t('common.fetched', { when: dates.when(at) })}
    </Notice>
  );
}

function everyMinute(changed: () => void): () => void {
  const timer = window.setInterval(changed, 60_000);
  return () => {
    window.clearInterval(timer);
  };
}
