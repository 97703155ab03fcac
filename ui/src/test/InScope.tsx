import { useEffect, type ReactNode } from 'react';
import { useScope, type ScopeParty } from '~/components/scope/ScopeProvider';

/** Draws a part of the window as for one organisation. */
export function InScope({ of, children }: { of: ScopeParty; children: ReactNode }) {
  const { setScope } = useScope();
  useEffect(() => {
    setScope(of);
    // Only at first: what is drawn may choose another.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, []);
  return children;
}
