import { Button, Field, Label, Textarea } from '@digdir/designsystemet-react';
import { useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import { useRead } from '~/api/queries';
import { Check } from '~/components/Check';
import { FailureNotice } from '~/components/FailureNotice';
import { Modal } from '~/components/Modal';
import { useWords } from '~/i18n';
import { BadLines } from './BadLines';
import styles from './Dialogs.module.css';

/** Organisation numbers from anywhere: which clients they are, and which lines could not be used. */
export function PasteDialog({
  firm,
  pasted,
  onChosen,
  onClose,
}: {
  firm: string;
  /** What was pasted before it opened. */
  pasted: string;
  onChosen: (clients: string[]) => void;
  onClose: () => void;
}) {
  const t = useWords();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(pasted);
  // The dialog is opened to paste into this field: after its heading, the focus goes here.
  useEffect(() => {
    field.current?.focus();
  }, []);
  const wanted = useDeferredValue(text);
  const { data, error, isPlaceholderData } = useRead(
    'read_client_numbers',
    { firm, text: wanted },
    { enabled: wanted.trim() !== '', keep: true },
  );
  const found = wanted.trim() === '' ? undefined : data;
  const count = found?.clients.length ?? 0;
  const ready = count > 0 && wanted === text && !isPlaceholderData;
  return (
    <Modal title={t('bulk.paste.title')} onClose={onClose} look="wide">
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (!found || !ready) return;
          onChosen(found.clients);
          onClose();
        }}
      >
        <Field>
          <Label htmlFor={id}>{t('bulk.paste.label')}</Label>
          <Field.Description>{t('bulk.paste.hint')}</Field.Description>
          <Textarea
            id={id}
            ref={field}
            rows={8}
            spellCheck={false}
            autoComplete="off"
            className="num"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
            }}
          />
        </Field>
        <div role="status">
          {found && (
            <Check sort={count > 0 ? 'yes' : 'caution'}>
              {t('bulk.paste.found', { count, numbers: found.numbers })}
            </Check>
          )}
        </div>
        {found && (
          // Several may stand on one line.
          <BadLines
            lines={found.bad}
            count={found.badCount}
            title={t('bulk.paste.bad', { count: found.badCount })}
          />
        )}
        {error && <FailureNotice failure={error.failure} compact announce />}
        <div className={styles.buttons}>
          <Button type="submit" aria-disabled={!ready || undefined}>
            {t('bulk.paste.choose', { count })}
          </Button>
          <Button type="button" variant="secondary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
