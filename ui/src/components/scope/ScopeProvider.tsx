// For which organisations the lists are drawn: one, a group of the user's own, or all. Changing it never changes the
// screen one is on.
import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import type { ActorKind, Scope as MessageScope } from '~/api/generated/surface';
import { useHost } from '~/api/host';
import { afterPaint, mark } from '~/api/marks';
import { useRead } from '~/api/queries';

/** One organisation. */
export interface ScopeParty {
  partyUuid: string;
  name: string;
  initials: string;
  kind: ActorKind;
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

/** The scope as the commands on lists of accesses want it. */
export function useListScope(): { partyUuid: string | null; group: string | null } {
  const { scope, group } = useScope();
  return useMemo(() => ({ partyUuid: scope?.partyUuid ?? null, group: group?.id ?? null }), [scope, group]);
}

/** Whether an organisation is in the scope: for rows that are not asked for by scope. */
export function useIsInScope(): (partyUuid: string) => boolean {
  const { scope, group } = useScope();
  const { data } = useRead('group_members', { id: group?.id ?? '' }, { enabled: group !== null });
  const members = group && data ? new Set(data.members.map(({ partyUuid }) => partyUuid)) : null;
  return (partyUuid) => (scope ? partyUuid === scope.partyUuid : (members?.has(partyUuid) ?? true));
}

/** The scope as the commands on messages want it. */
export function useMessageScope(): MessageScope {
  const { scope, group } = useScope();
  return useMemo<MessageScope>(() => {
    if (group) return { kind: 'group', id: group.id };
    return scope ? { kind: 'organisation', partyUuid: scope.partyUuid } : { kind: 'all' };
  }, [scope, group]);
}
