import { Button, Dialog } from '@digdir/designsystemet-react';
import { XMarkIcon } from '@navikt/aksel-icons';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useWords } from '~/i18n';
import { moveFocus } from './focus';
import { Icon } from './Icon';
import styles from './Modal.module.css';

/** A modal dialog: a native one, so that the rest is inert, Esc closes, and the focus goes back to where it was. */
export function Modal({
  title,
  onClose,
  children,
  look,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** `wide` for the help, `menu` for the rail in a small window. */
  look?: 'wide' | 'menu';
}) {
  const t = useWords();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef(document.activeElement);
  useEffect(() => {
    const from = opener.current;
    dialog.current?.showModal();
    heading.current?.focus();
    return () => {
      if (from instanceof HTMLElement && from.isConnected) moveFocus(from);
    };
  }, []);
  return (
    <Dialog
      ref={dialog}
      aria-labelledby={id}
      className={styles.modal}
      data-look={look}
      closeButton={false}
      onClose={onClose}
      // A click beside it closes it: the dialog itself is hit only outside its inside.
      onClick={(event) => {
        if (event.target === event.currentTarget) dialog.current?.close();
      }}
    >
      <div className={styles.inside}>
        <h2 ref={heading} id={id} className={styles.title} tabIndex={-1}>
          {title}
        </h2>
        {children}
        <Button
          icon
          variant="tertiary"
          className={styles.close}
          aria-label={t('common.close')}
          onClick={() => dialog.current?.close()}
        >
          <Icon of={XMarkIcon} />
        </Button>
      </div>
    </Dialog>
  );
}
