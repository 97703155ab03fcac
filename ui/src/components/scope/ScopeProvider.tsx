// For which organisations the lists are drawn: one, or all. Changing it never changes the screen one is on.
import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import { useHost } from '~/api/host';
import { afterPaint, mark } from '~/api/marks';

/** One organisation. */
export interface ScopeParty {
  partyUuid: string;
  name: string;
  initials: string;
}

interface Scope {
  /** `null`: all of them. */
  scope: ScopeParty | null;
  setScope: (scope: ScopeParty | null) => void;
}

const ScopeContext = createContext<Scope | null>(null);

/** Holds the scope. */
export function ScopeProvider({ children }: { children: ReactNode }) {
  const host = useHost();
  const [scope, setScope] = useState<ScopeParty | null>(null);
  const value = useMemo<Scope>(
    () => ({
      scope,
      setScope: (next) => {
        const start = performance.now();
        setScope(next);
        if (next) void host.call('open_organisation', { partyUuid: next.partyUuid }).catch(() => undefined);
        afterPaint(() => {
          mark(host, 'switch_party', performance.now() - start);
        });
      },
    }),
    [scope, host],
  );
  return <ScopeContext value={value}>{children}</ScopeContext>;
}

/** The scope of all lists. */
export function useScope(): Scope {
  const scope = use(ScopeContext);
  if (!scope) throw new Error('useScope outside ScopeProvider');
  return scope;
}
