import { Alert } from '@digdir/designsystemet-react';
import type { ChangeView } from '~/api/generated/surface';
import { useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';
import { progressOf } from './change-view';
import styles from './Changes.module.css';
import { Steps } from './Steps';

/** An approval that stopped half-way: how far it came, why, step by step; going on sends only what is left. */
export function HalfDone({ change: { begun, steps } }: { change: ChangeView }) {
  const t = useWords();
  const dates = useDates();
  const sentence = useSentence();
  if (begun === null) return null;
  const { done, total } = progressOf(steps);
  const why = begun.failure === null ? [] : [`${sentence(begun.failure).what}.`];
  return (
    <Alert data-color="warning" className={styles.half}>
      <h2>{t('changes.half.title', { done, total })}</h2>
      <p>{[...why, t('changes.half.text', { time: dates.when(begun.at) })].join(' ')}</p>
      <Steps steps={steps} />
    </Alert>
  );
}
