import { useEffect, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import './print.css';

/** A page for the printer, beside the window's own: everything on it, nothing virtual, always dark on light. */
export function PrintPage({ children, onDone }: { children: ReactNode; onDone: () => void }) {
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });
  useEffect(() => {
    const finish = () => {
      done.current();
    };
    window.addEventListener('afterprint', finish);
    // The page must have been laid out before it is printed.
    const frame = requestAnimationFrame(() => {
      window.print();
    });
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('afterprint', finish);
    };
  }, []);
  return createPortal(
    <main className="print-page" data-color-scheme="light">
      {children}
    </main>,
    document.body,
  );
}
