import { useRef, type ButtonHTMLAttributes } from 'react';
import { useFocusOnward } from '~/components/useFocusOnward';

/** A button in the status line: it comes and goes by itself, and what had the focus in it goes on at `place`. */
export function PassingButton({
  place,
  className = '',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & {
  /** Keep it stable. */
  place: () => HTMLElement | null;
}) {
  const button = useRef<HTMLButtonElement>(null);
  useFocusOnward(button, place);
  return <button ref={button} type="button" className={`linkButton ${className}`} {...rest} />;
}
