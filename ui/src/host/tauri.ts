// The window's host: Tauri's message channel. The only file that imports @tauri-apps.
import { Channel, invoke } from '@tauri-apps/api/core';
import type { CommandMap, CommandName, Event } from '~/api/generated/surface';
import { commandError } from '~/errors/CommandError';
import type { Host } from './types';

/** Reaches the core in the window's own process, by its two commands `call` and `subscribe`. */
export function tauriHost(): Host {
  return {
    async call<N extends CommandName>(name: N, input: CommandMap[N]['input']) {
      try {
        return await invoke<CommandMap[N]['output']>('call', { name, payload: input });
      } catch (reason) {
        throw commandError(reason, name);
      }
    },
    subscribe(listener) {
      let listening = true;
      const channel = new Channel<Event>((event) => {
        if (listening) listener(event);
      });
      // The channel lives as long as the window; losing it costs only freshness, which the next read mends.
      void invoke('subscribe', { channel }).catch(() => undefined);
      return () => {
        listening = false;
      };
    },
  };
}
