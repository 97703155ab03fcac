import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Failure } from '~/api/generated/surface';
import { useHost } from '~/api/host';
import { useAct } from '~/api/queries';

/** Opening of messages: always on purpose, never by moving in a list. */
export interface Opening {
  /** Messages are being read one after the other: filing one opens the next. */
  reading: boolean;
  /** The message that is on its way. */
  pending: string | null;
  /** Why the last one could not be opened. */
  failed: { id: string; failure: Failure } | null;
  /** Opens a message; a current copy on this machine is shown without a call. `again` reads it anew. */
  open: (id: string, again?: boolean) => void;
  /** The user does something in a message that was opened before: it is the open one again. */
  act: (id: string) => void;
  /** The user went back to looking through the list. */
  leave: () => void;
}

/** Opens messages, and tells the core when the open one is left: its updates are then no longer listened for. */
export function useOpening(): Opening {
  const host = useHost();
  const [reading, setReading] = useState(false);
  const [pending, setPending] = useState<string | null>(null);
  const [failed, setFailed] = useState<Opening['failed']>(null);
  const opened = useRef<string | null>(null);
  const { mutate } = useAct('open_message');

  const close = useCallback(
    (next: string | null) => {
      const before = opened.current;
      opened.current = next;
      if (before !== null && before !== next)
        void host.call('close_message', { id: before }).catch(() => undefined);
    },
    [host],
  );
  useEffect(
    () => () => {
      close(null);
    },
    [close],
  );

  const open = useCallback(
    (id: string, again = false) => {
      setReading(true);
      setPending(id);
      setFailed(null);
      close(id);
      mutate(
        { id, again },
        {
          onError: ({ failure }) => {
            setFailed({ id, failure });
          },
          onSettled: () => {
            setPending((now) => (now === id ? null : now));
          },
        },
      );
    },
    [mutate, close],
  );
  const leave = useCallback(() => {
    setReading(false);
    close(null);
  }, [close]);

  return useMemo(
    () => ({ reading, pending, failed, open, act: close, leave }),
    [reading, pending, failed, open, close, leave],
  );
}
