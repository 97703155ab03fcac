import { Button, Textfield } from '@digdir/designsystemet-react';
import { MagnifyingGlassIcon } from '@navikt/aksel-icons';
import { useRef, useState, type RefObject } from 'react';
import { Icon } from '../Icon';
import { useShortcut } from '../keys/ShortcutProvider';
import styles from './FindField.module.css';

/** Finding in a list: a field that is folded behind a glass until it is wanted (a press, or Ctrl+F). */
export interface Find {
  text: string;
  open: boolean;
  show: () => void;
  change: (text: string) => void;
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
  return [{ text, open, show, change: setText }, field];
}

/** The glass, for the head of the list. */
export function FindButton({ find, label }: { find: Find; label: string }) {
  return (
    <Button
      variant="tertiary"
      className="xs"
      icon
      aria-label={label}
      aria-expanded={find.open}
      aria-keyshortcuts="Control+F Meta+F"
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
}: {
  find: Find;
  field: RefObject<HTMLInputElement | null>;
  label: string;
}) {
  if (!find.open) return null;
  return (
    <Textfield
      ref={field}
      type="search"
      className={styles.field}
      aria-label={label}
      placeholder={label}
      value={find.text}
      onChange={(event) => {
        find.change(event.target.value);
      }}
    />
  );
}
