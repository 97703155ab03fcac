// For which organisations the lists are drawn: one, a group of the user's own, or all. Changing it never changes the
// screen one is on. Groups are for messages; a list that has none of it draws all.
import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import type { Scope as MessageScope } from '~/api/generated/surface';
import { useHost } from '~/api/host';
import { afterPaint, mark } from '~/api/marks';

/** One organisation. */
export interface ScopeParty {
  partyUuid: string;
  name: string;
  initials: string;
}

/** A group of the user's own. */
export interface ScopeGroup {
  id: string;
  name: string;
}

interface Scope {
  /** `null`: all of them, or a group. */
  scope: ScopeParty | null;
  setScope: (scope: ScopeParty | null) => void;
  /** The group, when one is chosen. */
  group: ScopeGroup | null;
  setGroup: (group: ScopeGroup | null) => void;
}

const ScopeContext = createContext<Scope | null>(null);

/** Holds the scope. */
export function ScopeProvider({ children }: { children: ReactNode }) {
  const host = useHost();
  const [scope, setScope] = useState<ScopeParty | null>(null);
  const [group, setGroup] = useState<ScopeGroup | null>(null);
  const value = useMemo<Scope>(
    () => ({
      scope,
      setScope: (next) => {
        const start = performance.now();
        setScope(next);
        setGroup(null);
        if (next) void host.call('open_organisation', { partyUuid: next.partyUuid }).catch(() => undefined);
        afterPaint(() => {
          mark(host, 'switch_party', performance.now() - start);
        });
      },
      group,
      setGroup: (next) => {
        setGroup(next);
        setScope(null);
      },
    }),
    [scope, group, host],
  );
  return <ScopeContext value={value}>{children}</ScopeContext>;
}

/** The scope of all lists. */
export function useScope(): Scope {
  const scope = use(ScopeContext);
  if (!scope) throw new Error('useScope outside ScopeProvider');
  return scope;
}

/** The scope as the commands on messages want it. */
export function useMessageScope(): MessageScope {
  const { scope, group } = useScope();
  return useMemo<MessageScope>(() => {
    if (group) return { kind: 'group', id: group.id };
    return scope ? { kind: 'organisation', partyUuid: scope.partyUuid } : { kind: 'all' };
  }, [scope, group]);
}
