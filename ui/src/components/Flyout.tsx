import { Popover } from '@digdir/designsystemet-react';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './Flyout.module.css';
import { moveFocus } from './focus';
import { PanesContext } from './Panes';
import { rest } from './rest';

/** Air between a panel and the edge of the window, px. */
const AIR = 16;

/** How high a panel may be to stand whole above or below its button, px. */
function roomBeside(button: HTMLElement | null): number {
  const { top, bottom } = button?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
  return Math.max(top, window.innerHeight - bottom) - AIR;
}

/** A button that opens something small beside it. What is inside is only made while it is open. */
export function Flyout({
  trigger,
  label,
  className,
  children,
  placement = 'bottom-start',
  wide = false,
  onOpen,
}: {
  /** Inside of the button. */
  trigger: ReactNode;
  /** Said before the inside of the button, for those who do not see where it stands. */
  label?: string;
  className?: string | undefined;
  /** What is shown; gets the way to close. */
  children: (close: () => void) => ReactNode;
  placement?: 'bottom-start' | 'bottom-end' | 'top-end' | 'top-start';
  wide?: boolean;
  onOpen?: () => void;
}) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [room, setRoom] = useState<number>();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    rest(true);
    // The panel is shown by the popover's own effect; what is inside can take the focus only after that.
    const frame = requestAnimationFrame(() => {
      moveFocus(panel.current?.querySelector<HTMLElement>('input, [aria-pressed="true"], button, a[href]'));
    });
    return () => {
      cancelAnimationFrame(frame);
      rest(false);
    };
  }, [open]);
  const close = () => {
    rest(false);
    moveFocus(document.getElementById(`${id}-button`));
    setOpen(false);
  };
  return (
    <>
      <button
        id={`${id}-button`}
        type="button"
        className={className}
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={open}
      >
        {label !== undefined && <span className="vh">{label} </span>}
        {trigger}
      </button>
      {createPortal(
        <Popover
          ref={panel}
          id={id}
          role="dialog"
          aria-labelledby={`${id}-button`}
          className={styles.flyout}
          data-wide={wide || undefined}
          data-flyout-open={open || undefined}
          placement={placement}
          open={open}
          style={{ maxHeight: room }}
          onOpen={() => {
            setRoom(roomBeside(document.getElementById(`${id}-button`)));
            setOpen(true);
            onOpen?.();
          }}
          onClose={() => {
            const lost =
              document.activeElement === document.body || panel.current?.contains(document.activeElement);
            if (lost === true) close();
            else setOpen(false);
          }}
        >
          {/* What is chosen in here concerns the button, not the panes that it stands in. */}
          {open && <PanesContext value={null}>{children(close)}</PanesContext>}
        </Popover>,
        document.body,
      )}
    </>
  );
}
