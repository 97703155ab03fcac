// The screens and their addresses. The history is in memory: the address bar belongs to the host.
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { ApprovalsScreen } from '~/features/approvals';
import { Root } from './Root';

const root = createRootRoute({ component: Root });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's own way to redirect
    throw redirect({ to: '/approvals' });
  },
});

// A screen and what is opened in it are one component: the parent route draws both, so the list stays mounted.
const approvals = createRoute({ getParentRoute: () => root, path: '/approvals', component: ApprovalsScreen });
const approval = createRoute({ getParentRoute: () => approvals, path: '$key' });

const activity = createRoute({
  getParentRoute: () => root,
  path: '/activity',
  component: lazyRouteComponent(() => import('~/features/activity'), 'ActivityScreen'),
});
const receipt = createRoute({ getParentRoute: () => activity, path: '$number' });

const systemUsers = createRoute({
  getParentRoute: () => root,
  path: '/system-users',
  component: lazyRouteComponent(() => import('~/features/system-users'), 'SystemUsersScreen'),
});
const systemUser = createRoute({ getParentRoute: () => systemUsers, path: '$partyUuid/$id' });

const organisations = createRoute({
  getParentRoute: () => root,
  path: '/organisations',
  component: lazyRouteComponent(() => import('~/features/organisations'), 'OrganisationsScreen'),
});
const organisation = createRoute({ getParentRoute: () => organisations, path: '$partyUuid' });

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('~/features/settings'), 'SettingsScreen'),
});

const about = createRoute({
  getParentRoute: () => root,
  path: '/about',
  component: lazyRouteComponent(() => import('~/features/about'), 'AboutScreen'),
});

const tree = root.addChildren([
  home,
  approvals.addChildren([approval]),
  activity.addChildren([receipt]),
  systemUsers.addChildren([systemUser]),
  organisations.addChildren([organisation]),
  settings,
  about,
]);

/** Hands a screen's fault to the boundary of the frame. */
function Rethrow({ error }: { error: unknown }): never {
  throw error;
}

/** Makes the router, beginning at an address. */
export function makeRouter(at: string) {
  return createRouter({
    routeTree: tree,
    history: createMemoryHistory({ initialEntries: [at] }),
    // Nothing is fetched by the router: the screens ask the core.
    defaultPreload: false,
    defaultPendingMs: 150,
    // A fault in a screen is caught by the boundary around it, which speaks the user's language.
    defaultErrorComponent: Rethrow,
  });
}

/** The window's router. */
export type AppRouter = ReturnType<typeof makeRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
