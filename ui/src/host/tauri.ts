// The window's host: Tauri's message channel. The only file that imports @tauri-apps.
import { Channel, invoke } from '@tauri-apps/api/core';
import type { CommandMap, CommandName, Event } from '~/api/generated/surface';
import { commandError } from '~/errors/CommandError';
import type { Host } from './types';

/** Reaches the core in the window's own process, by its three commands `call`, `subscribe` and `view`. */
export function tauriHost(): Host {
  // The window has one channel: asking for another would take the place of the first. So all who listen share it.
  const listeners = new Set<(event: Event) => void>();
  let asked = false;
  return {
    zooms: true,
    async call<N extends CommandName>(name: N, input: CommandMap[N]['input']) {
      try {
        return await invoke<CommandMap[N]['output']>('call', { name, payload: input });
      } catch (reason) {
        throw commandError(reason, name);
      }
    },
    subscribe(listener) {
      // Each in a wrapping of its own: who listens twice is told twice, and stops once.
      const tell = (event: Event) => {
        listener(event);
      };
      listeners.add(tell);
      if (!asked) {
        asked = true;
        const channel = new Channel<Event>((event) => {
          for (const one of [...listeners]) one(event);
        });
        // The channel lives as long as the window; losing it costs only freshness, which the next read mends.
        void invoke('subscribe', { channel }).catch(() => undefined);
      }
      return () => {
        listeners.delete(tell);
      };
    },
    async view({ of, name }) {
      try {
        await invoke('view', { of, name });
      } catch (reason) {
        throw commandError(reason, 'view');
      }
    },
  };
}
