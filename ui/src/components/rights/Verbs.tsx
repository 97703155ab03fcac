import { Fragment } from 'react';
import type { Verb } from '~/api/generated/surface';
import { useWords } from '~/i18n';
import styles from './RightsTree.module.css';
import { binds, sortVerbs, verbWord } from './verbs';

/** Between two acts, in all our languages. */
const between = ', ';

/** «lese, fylle ut, **sende inn**». */
export function Verbs({ verbs, plain = false }: { verbs: readonly Verb[]; plain?: boolean }) {
  const t = useWords();
  return (
    <span className={styles.verbs}>
      {sortVerbs(verbs).map((verb, index) => (
        <Fragment key={verb.kind === 'other' ? verb.action : verb.kind}>
          {index > 0 && between}
          {binds(verb) && !plain ? <b>{verbWord(t, verb)}</b> : verbWord(t, verb)}
        </Fragment>
      ))}
    </span>
  );
}
