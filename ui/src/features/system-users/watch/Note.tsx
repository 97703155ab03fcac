import { Textfield } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState } from 'react';
import type { SystemUserDetail } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import styles from '../Access.module.css';
import own from './Watch.module.css';

/** Longest note, characters; the core's own limit. */
const LONGEST = 2000;

/** What the person wants to remember about the access. Saved when the field is left, on this machine only. */
export function Note({ detail: { row, note } }: { detail: SystemUserDetail }) {
  const t = useWords();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const saved = note ?? '';
  const [text, setText] = useState(saved);
  const { mutate } = useAct('set_note', {
    onSuccess: (_, input) => {
      say({ text: t(input.text === '' ? 'watch.note.removed' : 'watch.note.saved') });
    },
    onError: ({ failure }) => {
      alert(`${t('watch.note.failed')} ${sentence(failure).what}. ${sentence(failure).next}`);
    },
  });
  const { partyUuid, id } = row;
  const save = () => {
    if (text.trim() !== saved) mutate({ partyUuid, id, text: text.trim() });
  };
  // The page may be left by a key while the field still has the focus: what was written is kept all the same.
  const last = useRef(save);
  useEffect(() => {
    last.current = save;
  });
  useEffect(
    () => () => {
      last.current();
    },
    [],
  );
  return (
    <section className={styles.part}>
      <h2 className="h2">{t('watch.note.title')}</h2>
      <Textfield
        multiline
        rows={3}
        className={own.note}
        label={<span className="vh">{t('watch.note.label')}</span>}
        description={t('watch.note.hint')}
        maxLength={LONGEST}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onBlur={save}
      />
    </section>
  );
}
