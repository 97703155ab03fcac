import { Alert, Button } from '@digdir/designsystemet-react';
import type { SystemUserDetail } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { usePanes } from '~/components/Panes';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';
import { findingText, toneOf } from './finding-words';
import styles from './Watch.module.css';

/** What the watch found of this access, and the way to say that one has seen it. */
export function Findings({ detail: { row, watchedAt } }: { detail: SystemUserDetail }) {
  const t = useWords();
  const dates = useDates();
  const panes = usePanes();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const acknowledge = useAct('acknowledge', {
    onSuccess: () => {
      say({ text: t('watch.say.seen', { system: row.title }) });
      // The button goes with what it was about.
      panes?.focusReader();
    },
    onError: ({ failure }) => {
      const { what, next } = sentence(failure);
      alert(`${what}. ${next}`);
    },
  });
  if (row.findings.length === 0) return null;
  return (
    <Alert data-color={toneOf(row.findings)} className={styles.findings}>
      <div className={styles.found}>
        <div className={styles.texts}>
          {row.findings.map((finding) => {
            const { title, text } = findingText(t, dates, finding, row.vendor);
            return (
              <div key={finding.kind}>
                <h2>{title}</h2>
                <p>{text}</p>
              </div>
            );
          })}
          {watchedAt !== null && (
            <p className="sm num">{t('watch.checked', { time: dates.when(watchedAt) })}</p>
          )}
        </div>
        <Button
          variant="secondary"
          data-color="neutral"
          className="xs"
          aria-busy={acknowledge.isPending || undefined}
          onClick={() => {
            if (acknowledge.isPending) return;
            const { partyUuid, id, fingerprint } = row;
            acknowledge.mutate({ partyUuid, id, fingerprint });
          }}
        >
          {t('watch.seen')}
        </Button>
      </div>
    </Alert>
  );
}
