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

// Messages: each folder is a screen of its own, with one component behind them all.
const loadMessages = () => import('~/features/messages');
const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  component: lazyRouteComponent(loadMessages, 'InboxScreen'),
});
const drafts = createRoute({
  getParentRoute: () => root,
  path: '/drafts',
  component: lazyRouteComponent(loadMessages, 'DraftsScreen'),
});
const sent = createRoute({
  getParentRoute: () => root,
  path: '/sent',
  component: lazyRouteComponent(loadMessages, 'SentScreen'),
});
const archive = createRoute({
  getParentRoute: () => root,
  path: '/archive',
  component: lazyRouteComponent(loadMessages, 'ArchiveScreen'),
});
const bin = createRoute({
  getParentRoute: () => root,
  path: '/bin',
  component: lazyRouteComponent(loadMessages, 'BinScreen'),
});
const deadlines = createRoute({
  getParentRoute: () => root,
  path: '/deadlines',
  component: lazyRouteComponent(loadMessages, 'DeadlinesScreen'),
});
const inInbox = createRoute({ getParentRoute: () => inbox, path: '$id' });
const inDrafts = createRoute({ getParentRoute: () => drafts, path: '$id' });
const inSent = createRoute({ getParentRoute: () => sent, path: '$id' });
const inArchive = createRoute({ getParentRoute: () => archive, path: '$id' });
const inBin = createRoute({ getParentRoute: () => bin, path: '$id' });
const inDeadlines = createRoute({ getParentRoute: () => deadlines, path: '$id' });

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
const newSystemUser = createRoute({ getParentRoute: () => systemUsers, path: 'new' });
const systemUser = createRoute({ getParentRoute: () => systemUsers, path: '$partyUuid/$id' });
const moveSystemUser = createRoute({ getParentRoute: () => systemUsers, path: '$partyUuid/$id/move' });

const clients = createRoute({
  getParentRoute: () => root,
  path: '/clients',
  component: lazyRouteComponent(() => import('~/features/clients'), 'ClientsScreen'),
});
const clientsView = createRoute({ getParentRoute: () => clients, path: '$view' });
const clientsOpened = createRoute({ getParentRoute: () => clients, path: '$view/$id' });

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
  deadlines.addChildren([inDeadlines]),
  inbox.addChildren([inInbox]),
  drafts.addChildren([inDrafts]),
  sent.addChildren([inSent]),
  archive.addChildren([inArchive]),
  bin.addChildren([inBin]),
  activity.addChildren([receipt]),
  systemUsers.addChildren([newSystemUser, systemUser, moveSystemUser]),
  clients.addChildren([clientsView, clientsOpened]),
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
  interface HistoryState {
    /** What to search for on the screen that is gone to. */
    find?: string;
    /** What to set up, when it was chosen elsewhere. */
    create?: { partyUuid: string; systemId: string };
    /** The system access whose clients are meant. */
    agent?: { partyUuid: string; id: string };
  }
  interface Register {
    router: AppRouter;
  }
}
