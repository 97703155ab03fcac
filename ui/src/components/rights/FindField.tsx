import { Button, Textfield } from '@digdir/designsystemet-react';
import { MagnifyingGlassIcon } from '@navikt/aksel-icons';
import { useRef, useState, type RefObject } from 'react';
import { Icon } from '../Icon';
import { usePanes } from '../Panes';
import { useKeyboard, useShortcut } from '../keys/ShortcutProvider';
import { ariaKeys } from '../keys/shortcuts';
import styles from './FindField.module.css';

/** Finding in a list: a field that is folded behind a glass until it is wanted (a press, or Ctrl+F). */
export interface Find {
  text: string;
  open: boolean;
  show: () => void;
  /** Unfolds it with a text that came from elsewhere. */
  fill: (text: string) => void;
  change: (text: string) => void;
  /** Empties the field and folds it away. */
  hide: () => void;
}

/** The state of one field, and the ref for it. */
export function useFind(): [Find, RefObject<HTMLInputElement | null>] {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const show = () => {
    setOpen(true);
    // The field may only just be on its way into the page.
    requestAnimationFrame(() => field.current?.focus());
  };
  useShortcut('find', show);
  const hide = () => {
    setText('');
    setOpen(false);
  };
  const fill = (next: string) => {
    setText(next);
    setOpen(true);
  };
  return [{ text, open, show, fill, change: setText, hide }, field];
}

/** The glass, for the head of the list. */
export function FindButton({ find, label }: { find: Find; label: string }) {
  const keyboard = useKeyboard();
  return (
    <Button
      variant="tertiary"
      className="xs"
      icon
      aria-label={label}
      aria-expanded={find.open}
      aria-keyshortcuts={ariaKeys('find', keyboard)}
      onClick={find.show}
    >
      <Icon of={MagnifyingGlassIcon} size="s" />
    </Button>
  );
}

/** The field itself, below the chips. */
export function FindField({
  find,
  field,
  label,
  hint,
}: {
  find: Find;
  field: RefObject<HTMLInputElement | null>;
  label: string;
  /** What one can write in it. */
  hint?: string;
}) {
  const panes = usePanes();
  if (!find.open) return null;
  return (
    <Textfield
      ref={field}
      type="search"
      className={styles.field}
      aria-label={label}
      placeholder={hint ?? label}
      value={find.text}
      onChange={(event) => {
        find.change(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        // Esc gives up the search; down and Enter go to what was found.
        if (event.key === 'Escape') find.hide();
        else if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
        event.preventDefault();
        panes?.focusList();
      }}
    />
  );
}
