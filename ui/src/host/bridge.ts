// The headless host: the same commands over loopback HTTP, for browser tests and for development. The token stands
// in the address after `#`, which a browser never sends anywhere.
import type { CommandMap, CommandName, Event } from '~/api/generated/surface';
import { CommandError, commandError, isFailure, unreachable } from '~/errors/CommandError';
import type { Host } from './types';
import { viewedFragment } from './viewed';

/** How long to wait before listening again after the stream broke. */
const AGAIN_MS = 1000;

/** Reads `token` from the fragment, `#token=…`. */
export function tokenFrom(fragment: string): string {
  return new URLSearchParams(fragment.replace(/^#/, '')).get('token') ?? '';
}

/** Reaches the core through the bridge that served this page. */
export function bridgeHost(token = tokenFrom(window.location.hash)): Host {
  return {
    zooms: false,
    async call<N extends CommandName>(name: N, input: CommandMap[N]['input']) {
      let response: Response;
      try {
        response = await fetch(`/call/${name}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-fullmakt-token': token },
          body: JSON.stringify(input),
        });
      } catch {
        throw new CommandError(unreachable(name));
      }
      const answer: unknown = await response.json().catch(() => undefined);
      if (response.ok) return answer as CommandMap[N]['output'];
      throw isFailure(answer) ? new CommandError(answer) : commandError(answer, name);
    },
    subscribe(listener) {
      let source: EventSource | undefined;
      let timer: number | undefined;
      let ended = false;
      const listen = () => {
        source = new EventSource(`/events?token=${encodeURIComponent(token)}`);
        source.onmessage = (message: MessageEvent<string>) => {
          listener(JSON.parse(message.data) as Event);
        };
        source.onerror = () => {
          source?.close();
          if (!ended) timer = window.setTimeout(listen, AGAIN_MS);
        };
      };
      listen();
      return () => {
        ended = true;
        window.clearTimeout(timer);
        source?.close();
      };
    },
    view(viewed) {
      const address = `${window.location.pathname}#token=${encodeURIComponent(token)}&${viewedFragment(viewed)}`;
      return window.open(address) ? Promise.resolve() : Promise.reject(new CommandError(unreachable('view')));
    },
  };
}
