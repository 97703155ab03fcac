import { Alert } from '@digdir/designsystemet-react';
import type { ChangeView } from '~/api/generated/surface';
import { NewLogin } from '~/components/NewLogin';
import { nextSteps, useSentence } from '~/errors';
import { useWords } from '~/i18n';
import styles from './Changes.module.css';

/** That the comparison is with what it got once, since what it holds now could not be read. */
export function OldBasis({ change: { source } }: { change: ChangeView }) {
  const t = useWords();
  const sentence = useSentence();
  if (source.kind === 'current') return null;
  const why = source.failure === null ? [] : [`${sentence(source.failure).what}.`];
  return (
    <Alert data-color="warning" className={styles.half}>
      <h2>{t('changes.source.title')}</h2>
      <p>{[...why, t('changes.source.text')].join(' ')}</p>
      {source.failure && nextSteps[source.failure.code] === 'more_scopes' && <NewLogin sort="more_scopes" />}
    </Alert>
  );
}
