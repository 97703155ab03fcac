import { Button } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from '~/i18n';
import styles from './ActionBar.module.css';
import { BigButton } from './BigButton';
import { moveFocus } from './focus';

/** How long a new confirmation ignores input, ms: a double click or a held Enter must not confirm. */
const GUARD_MS = 400;

/** The bar's second state: one sentence that says what will happen, and the button that does it. */
export function ConfirmBar({
  children,
  confirm,
  onConfirm,
  onBack,
  busy,
  danger = false,
  stacked = false,
}: {
  /** The sentence. */
  children: ReactNode;
  /** The verb on the button. */
  confirm: string;
  onConfirm: () => void;
  onBack: () => void;
  /** What the button says while it is being done. */
  busy?: string | false | undefined;
  danger?: boolean;
  /** One below the other: in a narrow panel. */
  stacked?: boolean;
}) {
  const t = useWords();
  const running = busy === false ? undefined : busy;
  const button = useRef<HTMLButtonElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const [armedAt] = useState(() => performance.now() + GUARD_MS);
  useEffect(() => {
    moveFocus(button.current, { preventScroll: true });
    // In a low window the bar stands at the end of what scrolls; the sentence belongs in sight too.
    bar.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
    if (event.key === 'Escape' && running === undefined) {
      event.preventDefault();
      onBack();
    }
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the two buttons inside
    <div
      ref={bar}
      className={styles.bar}
      data-confirm
      data-stacked={stacked || undefined}
      onKeyDown={onKeyDown}
    >
      <p id="confirm-sentence" className="grow">
        {children}
      </p>
      <div className={styles.buttons}>
        <BigButton
          ref={button}
          aria-describedby="confirm-sentence"
          busy={running}
          {...(danger && { 'data-color': 'danger' as const })}
          onClick={() => {
            if (performance.now() >= armedAt) onConfirm();
          }}
        >
          {confirm}
        </BigButton>
        <Button
          className="cta"
          variant="secondary"
          onClick={() => {
            if (running === undefined) onBack();
          }}
          aria-disabled={running !== undefined || undefined}
        >
          {t('common.back')}
        </Button>
      </div>
    </div>
  );
}
