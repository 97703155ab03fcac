// From an empty page to a window: the settings, the words, the session, and then the first drawing.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { makeQueryClient } from '~/api/queries';
import { CommandError } from '~/errors';
import type { Host } from '~/host/types';
import { loadCatalogue } from '~/i18n';
import { App } from './App';
import { applyAppearance, usualSettings } from './appearance';
import { makeRouter } from './router';

/** Draws the window over a host. `at`: where to begin. */
export async function start(host: Host, at = '/'): Promise<void> {
  const client = makeQueryClient();
  /** Reads what every screen needs; a failure is shown by the screen that wants it. */
  const prepare = async (name: 'app_info' | 'session' | 'status') => {
    try {
      client.setQueryData([name, {}], await host.call(name, {}));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
    }
  };
  const settings = host.call('settings', {}).catch(() => usualSettings);
  const [known] = await Promise.all([settings, prepare('app_info'), prepare('session'), prepare('status')]);
  client.setQueryData(['settings', {}], known);
  applyAppearance(known);
  const catalogue = await loadCatalogue(known.language);
  const root = document.getElementById('root');
  if (!root) throw new Error('no #root in the page');
  createRoot(root).render(
    <StrictMode>
      <App
        host={host}
        client={client}
        router={makeRouter(at)}
        words={{ language: known.language, catalogue }}
      />
    </StrictMode>,
  );
}
