import { Fragment } from 'react';
import { useWords, type PlainMessageId } from '~/i18n';
import styles from './Keys.module.css';
import { shortcut, type ShortcutId } from './shortcuts';
import { useKeyboard } from './ShortcutProvider';

/** Keys whose cap is a word of the language. */
const named: Record<string, PlainMessageId> = {
  Shift: 'keys.capShift',
  Space: 'keys.capSpace',
  Escape: 'keys.capEscape',
  Enter: 'keys.capEnter',
  Delete: 'keys.capDelete',
};
const drawn: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑', ArrowLeft: '←', ArrowRight: '→' };

/** The caps of one chord. */
export function Chord({ chord }: { chord: string }) {
  const t = useWords();
  const { mac } = useKeyboard();
  return (
    <span className={styles.chord}>
      {chord.split(/\+(?=.)/).map((part) => {
        const word = named[part];
        const cap = part === 'Mod' ? (mac ? '⌘' : 'Ctrl') : word ? t(word) : (drawn[part] ?? part);
        return <kbd key={part}>{cap}</kbd>;
      })}
    </span>
  );
}

/** The caps of a shortcut, drawn beside what it does. Screen readers get `aria-keyshortcuts` on the button instead. */
export function Keys({ id, all = false }: { id: ShortcutId; all?: boolean }) {
  const t = useWords();
  const { letters } = useKeyboard();
  const { chords, also = [], alsoLetters = [], letter = false } = shortcut(id);
  if (letter && !letters && !all) return null;
  return (
    <span className={styles.keys} aria-hidden={all ? undefined : true}>
      {chords.map((chord, index) => (
        <Chord key={index} chord={chord} />
      ))}
      {all &&
        [...also, ...alsoLetters].map((chord) => (
          <Fragment key={chord}>
            <span className="muted">{t('keys.or')}</span>
            <Chord chord={chord} />
          </Fragment>
        ))}
    </span>
  );
}
