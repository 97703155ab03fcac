// Draws a part of the window for a test: over a memory host, with words, keys, status line and a small router.
import './gaps';
import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
  useLocation,
} from '@tanstack/react-router';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import type { CommandName } from '~/api/generated/surface';
import { HostProvider } from '~/api/host';
import { makeQueryClient } from '~/api/queries';
import { usualSettings } from '~/app/appearance';
import { LinkIntakeProvider } from '~/components/links/LinkIntake';
import { NarrowBarProvider } from '~/components/NarrowBar';
import { ScopeProvider } from '~/components/scope/ScopeProvider';
import { ShortcutProvider } from '~/components/keys/ShortcutProvider';
import { StatusProvider, useSaid } from '~/components/status/StatusProvider';
import { memoryHost, type Answers } from '~/host/memory';
import { loadCatalogue, WordsProvider } from '~/i18n';

/** The status line, as text. */
function Said() {
  const { said, alerted } = useSaid();
  return (
    <>
      <p data-testid="said">{said?.text}</p>
      <p data-testid="alerted">{alerted?.text}</p>
    </>
  );
}

/** Any other address, by its name. */
function Elsewhere() {
  return <p data-testid="at">{useLocation().pathname}</p>;
}

/**
 * Draws `screen` at `/` or at `path`, there with what is opened in it (`opened` names its part of the address); and
 * the name of any other address. `client` may know answers already.
 */
export async function renderWithin(
  screen: ReactNode,
  answers: Answers = {},
  path = '/',
  opened = '$id',
  client = makeQueryClient(),
) {
  const host = memoryHost({ settings: () => usualSettings, ...answers });
  const catalogue = await loadCatalogue('nb');
  const root = createRootRoute({
    component: () => (
      <LinkIntakeProvider>
        <NarrowBarProvider>
          <Outlet />
          <Said />
        </NarrowBarProvider>
      </LinkIntakeProvider>
    ),
  });
  const home = createRoute({ getParentRoute: () => root, path, component: () => screen });
  const inside = createRoute({ getParentRoute: () => home, path: opened });
  const elsewhere = createRoute({
    getParentRoute: () => root,
    path: '$',
    component: Elsewhere,
  });
  const router = createRouter({
    routeTree: root.addChildren([path === '/' ? home : home.addChildren([inside]), elsewhere]),
    history: createMemoryHistory({ initialEntries: [path] }),
  });
  const user = userEvent.setup({
    advanceTimers: (ms) => {
      if (vi.isFakeTimers()) vi.advanceTimersByTime(ms);
    },
  });
  const drawn = render(
    <HostProvider host={host}>
      <QueryClientProvider client={client}>
        <WordsProvider language="nb" catalogue={catalogue}>
          <ShortcutProvider letters mac={false}>
            <StatusProvider>
              <ScopeProvider>
                <RouterProvider router={router as never} />
              </ScopeProvider>
            </StatusProvider>
          </ShortcutProvider>
        </WordsProvider>
      </QueryClientProvider>
    </HostProvider>,
  );
  /** Inputs that a command was called with. */
  const callsOf = (name: string) => host.calls.filter((call) => call.name === name).map(({ input }) => input);
  /** Reads a query again, as a change event would make the window do. */
  const refresh = (name: CommandName) => client.invalidateQueries({ queryKey: [name] });
  return { host, user, callsOf, router, refresh, ...drawn };
}
