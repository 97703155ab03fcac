// From an empty page to a window: the settings, the words, the session, and then the first drawing.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { noteActs } from '~/api/marks';
import { makeQueryClient } from '~/api/queries';
import { CommandError } from '~/errors';
import type { Host } from '~/host/types';
import { viewedFrom } from '~/host/viewed';
import { languageOf, loadCatalogue } from '~/i18n';
import { App } from './App';
import { applyAppearance, usualSettings } from './appearance';
import { makeRouter } from './router';

/** Faults that no component caught are written to the core's log: their name only, never what was on the screen. */
function logFaults(host: Host): void {
  const log = (fault: unknown) => {
    const message = fault instanceof Error ? fault.name : typeof fault;
    void host.call('ui_log', { level: 'error', message: `uncaught ${message}` }).catch(() => undefined);
  };
  window.addEventListener('error', (event) => {
    log(event.error);
  });
  window.addEventListener('unhandledrejection', (event) => {
    log(event.reason);
  });
}

/** Draws the window over a host: a viewer where the address names an attachment. `at`: where to begin. */
export async function start(host: Host, at = '/'): Promise<void> {
  const client = makeQueryClient();
  logFaults(host);
  noteActs();
  /** Reads what every screen needs; a failure is shown by the screen that wants it. */
  const prepare = async (name: 'app_info' | 'session' | 'status') => {
    try {
      client.setQueryData([name, {}], await host.call(name, {}));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
    }
  };
  const settings = host.call('settings', {}).catch(() => usualSettings);
  // Where the host said the language, its words come while the core answers.
  const said = languageOf(window.location.search);
  const early = said && loadCatalogue(said);
  const [known] = await Promise.all([settings, prepare('app_info'), prepare('session'), prepare('status')]);
  client.setQueryData(['settings', {}], known);
  applyAppearance(known);
  const catalogue = await (early && said === known.language ? early : loadCatalogue(known.language));
  const root = document.getElementById('root');
  if (!root) throw new Error('no #root in the page');
  const words = { language: known.language, catalogue };
  const viewed = viewedFrom(window.location.hash);
  const { ViewerApp } = viewed ? await import('./ViewerApp') : { ViewerApp: null };
  createRoot(root).render(
    <StrictMode>
      {viewed && ViewerApp ? (
        <ViewerApp host={host} client={client} words={words} viewed={viewed} />
      ) : (
        <App host={host} client={client} router={makeRouter(at)} words={words} />
      )}
    </StrictMode>,
  );
}
