// From an empty page to a window: the settings, the words, the session, what the first screen shows, and then the first
// drawing. Each picture costs the engine as much as all that the core answers: it draws one.
import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import type { Session } from '~/api/generated/surface';
import { noteActs } from '~/api/marks';
import { makeQueryClient } from '~/api/queries';
import { CommandError } from '~/errors';
import type { Host } from '~/host/types';
import { viewedFrom } from '~/host/viewed';
import { languageOf, loadCatalogue } from '~/i18n';
import { App } from './App';
import { applyAppearance, usualSettings } from './appearance';
import { logFaults } from './faults';
import { firstReads } from './first-reads';
import { isInside } from './inside';
import { tellPresence, tellShown } from './presence';
import { makeRouter } from './router';

/** Draws the window over a host: a viewer where the address names an attachment. `at`: where to begin. */
export async function start(host: Host, at = '/approvals'): Promise<Root> {
  const client = makeQueryClient();
  logFaults(host);
  noteActs();
  tellPresence(host);
  /** Reads what every screen needs; a failure is shown by the screen that wants it. */
  const prepare = async (name: 'app_info' | 'session' | 'status') => {
    try {
      client.setQueryData([name, {}], await host.call(name, {}));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
    }
  };
  const viewed = viewedFrom(window.location.hash);
  // No message is open in the window of an attachment.
  if (!viewed) tellShown(host);
  const router = makeRouter(at);
  /** What stands in the window once someone is inside it. */
  const inside = async () => {
    await prepare('session');
    const session = client.getQueryData<Session>(['session', {}]);
    if (!viewed && session && isInside(session)) await firstReads(host, client);
  };
  const settings = host.call('settings', {}).catch(() => usualSettings);
  // Where the host said the language, its words come while the core answers.
  const said = languageOf(window.location.search);
  const early = said && loadCatalogue(said);
  const [known] = await Promise.all([
    settings,
    prepare('app_info'),
    // The window of an attachment has no status line, and the core tells it nothing that it does not show.
    viewed ? null : prepare('status'),
    inside(),
    // Drawn by a router that is where it begins, the screen comes with the frame.
    viewed ? null : router.load(),
  ]);
  client.setQueryData(['settings', {}], known);
  applyAppearance(known);
  const catalogue = await (early && said === known.language ? early : loadCatalogue(known.language));
  const place = document.getElementById('root');
  if (!place) throw new Error('no #root in the page');
  const words = { language: known.language, catalogue };
  const { ViewerApp } = viewed ? await import('./ViewerApp') : { ViewerApp: null };
  const root = createRoot(place);
  root.render(
    <StrictMode>
      {viewed && ViewerApp ? (
        <ViewerApp host={host} client={client} words={words} viewed={viewed} />
      ) : (
        <App host={host} client={client} router={router} words={words} />
      )}
    </StrictMode>,
  );
  return root;
}
