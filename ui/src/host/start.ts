// Chooses the host, once. The others are not even loaded.
import type { Host } from './types';

/** The host of the program that drew this page. */
export async function startHost(): Promise<Host> {
  if ('__TAURI_INTERNALS__' in window) {
    const { tauriHost } = await import('./tauri');
    return tauriHost();
  }
  const { bridgeHost } = await import('./bridge');
  return bridgeHost();
}
