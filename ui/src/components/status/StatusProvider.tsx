// What was just done, and its undo. The message does not vanish by itself: it stays until the next one (WCAG 2.2.1).
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { IconShape } from '../Icon';
import { useShortcut } from '../keys/ShortcutProvider';

/** A message of the status line. */
export interface Said {
  /** One sentence. */
  text: string;
  icon?: IconShape;
  /** Takes the act back; also Ctrl+Z. */
  undo?: () => void;
  /** Something to go to. */
  action?: { label: string; run: () => void };
  /** When it will be sent (RFC 3339): a countdown outside the live region. */
  until?: string;
}

/** What the status line says of the screen one is on. */
export interface StatusHint {
  icon: IconShape;
  text: ReactNode;
}

/** The status line. */
export interface StatusApi {
  /** Says what was done. */
  say: (said: Said) => void;
  /** Says at once that something failed. `drawn`: it stands on the screen already, so the line only reads it aloud. */
  alert: (text: string, drawn?: boolean) => void;
  /** Empties the line. */
  clear: () => void;
  /** Sets what is said of the screen; see `useStatusHint`. */
  hint: (hint: StatusHint | null) => void;
}

const ApiContext = createContext<StatusApi | null>(null);
/** A failure that was told. */
interface Alerted {
  text: string;
  drawn: boolean;
}

/** A message and when it was said, to tell which is the latest. */
type Timed<T> = T & { at: number };

const SaidContext = createContext<{
  said: Timed<Said> | null;
  alerted: Timed<Alerted> | null;
  hint: StatusHint | null;
}>({ said: null, alerted: null, hint: null });

/** Holds the message; the line itself is drawn by the frame. */
export function StatusProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<Timed<Said> | null>(null);
  const [alerted, setAlerted] = useState<Timed<Alerted> | null>(null);
  const [hint, setHint] = useState<StatusHint | null>(null);
  const api = useMemo<StatusApi>(
    () => ({
      say: (next) => {
        setSaid({ ...next, at: performance.now() });
      },
      alert: (text, drawn = false) => {
        setAlerted({ text, drawn, at: performance.now() });
      },
      clear: () => {
        setSaid(null);
        setAlerted(null);
      },
      hint: setHint,
    }),
    [],
  );
  const undo = useCallback(() => {
    const run = said?.undo;
    setSaid(null);
    run?.();
  }, [said]);
  useShortcut('undo', undo, said?.undo !== undefined);
  const value = useMemo(() => ({ said, alerted, hint }), [said, alerted, hint]);
  return (
    <ApiContext value={api}>
      <SaidContext value={value}>{children}</SaidContext>
    </ApiContext>
  );
}

/** Says things in the status line. */
export function useStatus(): StatusApi {
  const api = use(ApiContext);
  if (!api) throw new Error('useStatus outside StatusProvider');
  return api;
}

/** What stands in the line now: for the frame, which draws it. */
export function useSaid() {
  return use(SaidContext);
}

/** Says something of the screen at the right of the line, while the component is there. Keep `hint` stable. */
export function useStatusHint(hint: StatusHint): void {
  const { hint: set } = useStatus();
  useEffect(() => {
    set(hint);
    return () => {
      set(null);
    };
  }, [set, hint]);
}
