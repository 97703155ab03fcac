// What was just done, and its undo. The message does not vanish by itself: it stays until the next one (WCAG 2.2.1).
// The undo outlives it: what happens by itself in between must not take it away.
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { IconShape } from '../Icon';
import { useShortcut } from '../keys/ShortcutProvider';

/** A message of the status line. */
export interface Said {
  /** One sentence. */
  text: string;
  icon?: IconShape;
  /** Takes the act back; also Ctrl+Z, until something else is done that can be taken back. */
  undo?: () => void;
  /** The act that this tells of: whatever is said of it later, without an undo, ends the one it had. */
  act?: string;
  /** Something to go to. */
  action?: { label: string; run: () => void };
  /** When it will be sent (RFC 3339), and can be undone no more: a countdown outside the live region. */
  until?: string;
}

/** An act that can still be taken back: what was said of it, and how. */
export type Undoable = Said & { undo: () => void };

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
  undoable: Undoable | null;
  /** Takes back the last act that can be. */
  undo: () => void;
  hint: StatusHint | null;
}>({ said: null, alerted: null, undoable: null, undo: () => undefined, hint: null });

/** Holds the message; the line itself is drawn by the frame. */
export function StatusProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<Timed<Said> | null>(null);
  const [alerted, setAlerted] = useState<Timed<Alerted> | null>(null);
  const [undoable, setUndoable] = useState<Undoable | null>(null);
  const [hint, setHint] = useState<StatusHint | null>(null);
  const api = useMemo<StatusApi>(
    () => ({
      say: (next) => {
        setSaid({ ...next, at: performance.now() });
        const { undo: back, act } = next;
        if (back) setUndoable({ ...next, undo: back });
        else if (act !== undefined) setUndoable((now) => (now?.act === act ? null : now));
      },
      alert: (text, drawn = false) => {
        setAlerted({ text, drawn, at: performance.now() });
      },
      hint: setHint,
    }),
    [],
  );
  const until = undoable?.until;
  useEffect(() => {
    if (until === undefined) return;
    const timer = window.setTimeout(
      () => {
        setUndoable((now) => (now?.until === until ? null : now));
      },
      Math.max(0, Date.parse(until) - Date.now()),
    );
    return () => {
      window.clearTimeout(timer);
    };
  }, [until]);
  const undo = useCallback(() => {
    if (!undoable) return;
    setUndoable(null);
    setSaid((now) => (now?.undo === undoable.undo ? null : now));
    setAlerted(null);
    undoable.undo();
  }, [undoable]);
  useShortcut('undo', undo, undoable !== null);
  const value = useMemo(
    () => ({ said, alerted, undoable, undo, hint }),
    [said, alerted, undoable, undo, hint],
  );
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
