// The host, for the components.
import { createContext, use, type ReactNode } from 'react';
import type { Host } from '~/host/types';

const HostContext = createContext<Host | null>(null);

/** Gives the components below it their way to the core. */
export function HostProvider({ host, children }: { host: Host; children: ReactNode }) {
  return <HostContext value={host}>{children}</HostContext>;
}

/** The way to the core. */
export function useHost(): Host {
  const host = use(HostContext);
  if (!host) throw new Error('useHost outside HostProvider');
  return host;
}
