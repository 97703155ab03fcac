import { useEffect, useRef } from 'react';
import type { Session } from '~/api/generated/surface';
import { isInside } from './inside';

/** Whether what the window holds is of somebody who is no longer there: signed out, or another person came. */
export function isLeft(before: Session, now: Session): boolean {
  return isInside(before) && before.account !== now.account;
}

/**
 * Starts the window over when the person leaves: the scope, the undo, the address and everything that was read are
 * theirs, and nothing of it may be met by the next one.
 */
export function useFreshForAnother(session: Session | undefined): void {
  const before = useRef(session);
  useEffect(() => {
    if (before.current && session && isLeft(before.current, session)) window.location.reload();
    before.current = session;
  }, [session]);
}
