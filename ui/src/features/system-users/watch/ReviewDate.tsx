import { Button, Textfield } from '@digdir/designsystemet-react';
import { useRef, useState } from 'react';
import type { SystemUserRow } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { moveFocus } from '~/components/focus';
import { useStatus } from '~/components/status/StatusProvider';
import { useFocusAfterAsking } from '~/components/useFocusAfterAsking';
import { useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';
import styles from '../Access.module.css';
import { dayAfter, isDay } from './days';
import own from './Watch.module.css';

/** The day on which the person wants to look at the access again. Kept on this machine. */
export function ReviewDate({ row }: { row: SystemUserRow }) {
  const t = useWords();
  const dates = useDates();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  // What is being typed is kept apart from what is saved: half a date is no date.
  const [typed, setTyped] = useState<string | null>(null);
  const save = useAct('set_review_date', {
    onSuccess: (_, { on }) => {
      setTyped(null);
      say({
        text: on === null ? t('watch.review.removed') : t('watch.review.saved', { date: dates.long(on) }),
      });
    },
    onError: ({ failure }) => {
      setTyped(null);
      alert(`${sentence(failure).what}. ${sentence(failure).next}`);
    },
  });
  const field = useRef<HTMLInputElement>(null);
  // The button that takes the day away goes with it.
  useFocusAfterAsking(row.reviewOn !== null, () => {
    moveFocus(field.current);
  });
  const set = (on: string | null) => {
    if (on !== row.reviewOn) save.mutate({ partyUuid: row.partyUuid, id: row.id, on });
  };
  return (
    <section className={styles.part}>
      <h2 className="h2">{t('watch.review.title')}</h2>
      <Textfield
        ref={field}
        type="date"
        className={own.date}
        label={<span className="vh">{t('watch.review.label')}</span>}
        description={t('watch.review.hint')}
        value={typed ?? row.reviewOn ?? ''}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onBlur={(event) => {
          if (typed === null) return;
          // Half a date reads as empty: it takes nothing away.
          if (event.target.validity.badInput) setTyped(null);
          else if (typed === '') set(null);
          else if (isDay(typed)) set(typed);
          else setTyped(null);
        }}
      />
      <div className={own.quick}>
        {([6, 12] as const).map((months) => (
          <Button
            key={months}
            variant="secondary"
            className="xs"
            onClick={() => {
              set(dayAfter(new Date(), months));
            }}
          >
            {t('watch.review.in', { months })}
          </Button>
        ))}
        {row.reviewOn !== null && (
          <Button
            variant="tertiary"
            className="xs"
            onClick={() => {
              set(null);
            }}
          >
            {t('watch.review.remove')}
          </Button>
        )}
      </div>
    </section>
  );
}
