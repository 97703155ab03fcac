// The session of the sample: environment, login, settings, status.
import type {
  Ability,
  AppInfo,
  Capabilities,
  Session,
  SessionState,
  Settings,
} from '~/api/generated/surface';
import type { Answers } from '~/host/memory';
import type { World } from './approvals';
import { now, reviews } from './reviews';
import { watchCount } from './system-users';

/** What the address of the page chooses. */
export interface SampleChoice {
  environment: 'prod' | 'sandbox';
  state: 'in' | 'out' | 'waiting' | 'needed' | 'failed';
  portalScope: boolean;
  offline: boolean;
  settings: Partial<Settings>;
}

const api: Ability = { way: 'api', reason: null };
const portal: Ability = { way: 'portal', reason: 'portal_scope_only' };

/** Commands of session, settings and status. */
export function sessionAnswers({ emit }: World, choice: SampleChoice): Answers {
  const info = (id: AppInfo['environment']['id']) => ({
    id,
    portalHost: id === 'prod' ? 'am.ui.altinn.no' : id === 'tt02' ? 'am.ui.tt02.altinn.no' : '127.0.0.1',
    isTest: id !== 'prod',
    canSignIn: true,
  });
  const way = choice.portalScope ? api : portal;
  const capabilities: Capabilities = {
    listRequests: way,
    approve: way,
    reject: way,
    escalate: way,
    preCheck: api,
    systemUsers: api,
    systemUserRights: api,
    withdraw: way,
    withdrawClient: way,
    approveChange: api,
    create: way,
    browseSystems: way,
    ownOrganisation: way,
    readClients: api,
    changeClients: api,
    myClients: api,
    leaveClients: api,
  };
  let settings: Settings = {
    language: 'nb',
    theme: 'light',
    density: 'compact',
    zoom: 100,
    undoReject: true,
    letterShortcuts: true,
    afterFiling: 'below',
    ...choice.settings,
  };
  const account = '5d0c1f3a9b7e42864c10';
  const person = { name: 'Kari Haugen', initials: 'KH' };
  const states: Record<SampleChoice['state'], SessionState> = {
    in: { kind: 'signed_in' },
    out: { kind: 'signed_out' },
    failed: { kind: 'signed_out' },
    needed: { kind: 'login_needed' },
    waiting: {
      kind: 'authorizing',
      link: 'https://login.idporten.no/authorize?client_id=sample',
      purpose: 'sign_in',
      until: new Date(now + 300_000).toISOString(),
    },
  };
  let session: Session = {
    state: states[choice.state],
    account: choice.state === 'in' || choice.state === 'needed' ? account : null,
    person: choice.state === 'in' || choice.state === 'needed' ? person : null,
    level: 4,
    storage: { kind: 'keyring' },
    capabilities,
    personas:
      choice.environment === 'sandbox'
        ? [
            { key: 'kari', ...person, blurb: 'Tilgangsstyrer i tre virksomheter' },
            { key: 'odd', name: 'Odd Lunde', initials: 'OL', blurb: 'Regnskapsfører, 312 klienter' },
            { key: 'mina', name: 'Mina Nordvik', initials: 'MN', blurb: 'Leser post, kan ikke godkjenne' },
          ]
        : [],
    lastFailure:
      choice.state === 'failed'
        ? {
            code: 'login_timeout',
            retry: 'later',
            afterS: null,
            upstreamCode: null,
            traceId: null,
            context: {},
          }
        : null,
    hasData: false,
  };
  const set = (part: Partial<Session>) => {
    session = { ...session, ...part };
    emit({ kind: 'changed', topics: ['session'] });
    return session;
  };
  return {
    app_info: () => ({
      version: '1.0.0',
      environment: info(choice.environment),
      environments: [info('prod'), info('tt02'), info('sandbox')],
      logDir: '/home/kari/.local/share/fullmakt/logs',
      dataDir: '/home/kari/.local/share/fullmakt/prod',
      platform: 'linux',
    }),
    session: () => session,
    sign_in: ({ persona }) =>
      persona === null
        ? set({ state: states.waiting, lastFailure: null })
        : set({ state: states.in, account, person }),
    cancel_sign_in: () => set({ state: states.out }),
    reopen_sign_in: () => session,
    sign_out: () => set({ state: states.out, account: null, person: null }),
    retry_keyring: () => set({ storage: { kind: 'keyring' } }),
    switch_environment: () => {
      emit({ kind: 'restart' });
      return {};
    },
    settings: () => settings,
    set_settings: (next) => {
      settings = next;
      return next;
    },
    status: () => ({
      connection: choice.offline ? 'offline' : 'online',
      fetchedAt: new Date(now).toISOString(),
      callsToday: 318,
      calls: [
        { kind: 'resource_read', count: 212, minimum: null },
        { kind: 'request_read', count: 61, minimum: 7 },
        { kind: 'authorized_parties', count: 5, minimum: 5 },
      ],
      waiting: reviews.length,
      watch: watchCount(),
      watchedAt: new Date(now - 20 * 60_000).toISOString(),
      clockAheadMin: null,
      arrivals: 0,
    }),
    window_shown: () => ({}),
    window_used: () => ({}),
    ui_mark: ({ name, ms }) => {
      performance.mark(`fullmakt.${name}`, { detail: ms });
      return {};
    },
    ui_log: () => ({}),
    open_external: () => ({}),
  };
}
