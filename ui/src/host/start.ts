// Chooses the host, once. Both are small: one script less to wait for is worth more than not to carry the other.
import { bridgeHost } from './bridge';
import { tauriHost } from './tauri';
import type { Host } from './types';

/** The host of the program that drew this page. */
export function startHost(): Host {
  return '__TAURI_INTERNALS__' in window ? tauriHost() : bridgeHost();
}
