// Faults that no component caught, as a line of the core's log. The core strikes secrets out of it.
import { CommandError } from '~/errors';
import type { Host } from '~/host/types';

/**
 * What a fault was. Of an error its name only, never what was on the screen; a failed command says its code. What is no
 * error has no trace to find it by: it is told by its name and its message. `said` is the browser's own word, for a
 * fault that comes without a value.
 */
export function faultName(fault: unknown, said = ''): string {
  if (fault instanceof CommandError) return `${fault.name} ${fault.message}`;
  if (fault instanceof Error) return fault.name;
  if (fault === null || fault === undefined) return said === '' ? String(fault) : said;
  if (typeof fault !== 'object') return typeof fault;
  const { name, message, constructor: made } = fault as Record<string, unknown>;
  const kind = wordOf(name) ?? (typeof made === 'function' ? wordOf(made.name) : undefined) ?? 'object';
  const text = wordOf(message);
  return text === undefined ? kind : `${kind}: ${text}`;
}

/** A text that says something. */
function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Writes the faults of the window to the core's log. */
export function logFaults(host: Host): void {
  const log = (what: string) => {
    void host.call('ui_log', { level: 'error', message: `uncaught ${what}` }).catch(() => undefined);
  };
  window.addEventListener('error', (event) => {
    log(faultName(event.error, event.message));
  });
  window.addEventListener('unhandledrejection', (event) => {
    log(faultName(event.reason));
  });
}
