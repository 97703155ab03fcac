import { Button, type ButtonProps } from '@digdir/designsystemet-react';
import { useId, type ReactNode, type Ref } from 'react';
import { Check } from './Check';
import { Turning } from './Turning';

/** A button of 44 px, for legal acts. When it cannot be used it stays readable and focusable, and says why. */
export function BigButton({
  unavailable,
  busy,
  children,
  onClick,
  className,
  ...rest
}: ButtonProps & {
  ref?: Ref<HTMLButtonElement>;
  /** Why it cannot be used now. */
  unavailable?: string | undefined;
  /** What it says while the act runs. */
  busy?: string | undefined;
  children: ReactNode;
}) {
  const reason = useId();
  const blocked = unavailable !== undefined || busy !== undefined;
  return (
    <>
      <Button
        {...rest}
        className={['cta', className].filter(Boolean).join(' ')}
        aria-disabled={unavailable !== undefined || undefined}
        aria-busy={busy !== undefined || undefined}
        {...(unavailable !== undefined && { 'aria-describedby': reason })}
        onClick={(event) => {
          if (blocked) event.preventDefault();
          else onClick?.(event);
        }}
      >
        {busy === undefined ? (
          children
        ) : (
          <>
            <Turning />
            {busy}
          </>
        )}
      </Button>
      {unavailable !== undefined && (
        <span id={reason}>
          <Check sort="caution">{unavailable}</Check>
        </span>
      )}
    </>
  );
}
