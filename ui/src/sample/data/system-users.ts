// The system accesses of the sample, as in the design's pictures.
import type {
  DriftItem,
  Finding,
  OwnUse,
  SystemUserDetail,
  SystemUserKind,
  SystemUserRow,
  WatchRow,
} from '~/api/generated/surface';
import { CommandError, unexpected } from '~/errors/CommandError';
import type { Answers } from '~/host/memory';
import { receiptFor } from './activity';
import { isAsked } from './groups';
import { ago, keyOf, organisations, reviews } from './reviews';
import { accounting, claims, everything, payroll, service } from './services';

type Organisation = (typeof organisations)[keyof typeof organisations];

const access = (
  index: number,
  title: string,
  initials: string,
  kind: SystemUserKind,
  organisation: Organisation,
  days: number,
  more: Partial<SystemUserRow> = {},
): SystemUserRow => ({
  partyUuid: organisation.partyUuid,
  id: `7f4c1a58-2c4e-4f5b-9a53-5c1f6a0b7d${String(10 + index)}`,
  title,
  initials,
  kind,
  vendor: 'SmartCloud AS',
  vendorOrgNo: '310923605',
  organisation: organisation.name,
  created: ago(days),
  findings: [],
  fingerprint: `found-${String(index)}`,
  changeWaits: null,
  reviewOn: null,
  ...more,
});

const drift = (id: string, name: string, owner: string): DriftItem => ({
  isPackage: false,
  id,
  name,
  owner,
  package: accounting.name,
  packageUrn: accounting.urn,
  seenAt: ago(8),
});
const news = [
  service('digitalt-mva-oppgjor', 'Digitalt mva-oppgjør', 'Sk', 'read write'),
  service('baerekraftsrapport', 'Bærekraftsrapport', 'Br', 'read submit'),
  service('kassasystem', 'Kassasystem, egenmelding', 'Sk', 'read write'),
];
const came = (count: number): Finding => ({
  kind: 'services_added',
  services: news.slice(0, count).map(({ resourceId, name, owner }) => drift(resourceId, name, owner ?? '')),
  since: { kind: 'receipt', number: '2026-0147', at: ago(245) },
});

let rows: SystemUserRow[] = [
  access(1, 'SmartCloud Regnskap', 'SR', 'own', organisations.fjord, 245, { findings: [came(3)] }),
  access(2, 'Havn Årsoppgjør', 'HÅ', 'client', organisations.lunde, 220, { findings: [came(1)] }),
  access(3, 'Skatteflyt', 'SF', 'client', organisations.lunde, 190, {
    findings: [
      {
        kind: 'changed_elsewhere',
        added: [{ ...drift(payroll.urn, payroll.name, ''), isPackage: true, owner: null, package: null }],
        removed: [],
      },
    ],
  }),
  access(6, 'Fjellbekk Lønn', 'FL', 'own', organisations.nordlys, 300, {
    vendor: 'Fjellbekk Data AS',
    findings: [{ kind: 'vendor_problem', register: { kind: 'bankrupt' } }],
  }),
  access(5, 'Bankavstemming', 'BA', 'own', organisations.lunde, 380, {
    findings: [{ kind: 'review_due', on: '2026-11-10' }],
    reviewOn: '2026-11-10',
  }),
  access(4, 'A-melding Pro', 'AP', 'client', organisations.lunde, 400),
  access(7, 'KystMva', 'KM', 'client', organisations.lunde, 120),
  access(8, 'Kystlinje Rapport', 'KR', 'own', organisations.storvik, 700, { changeWaits: keyOf(9) }),
  access(9, 'Oppdrag Bilag', 'OB', 'own', organisations.granli, 90, { vendor: 'Oppdrag Online AS' }),
  access(10, 'SmartCloud Faktura', 'SF', 'own', organisations.granli, 610, { changeWaits: keyOf(8) }),
  access(11, 'SmartCloud Regnskap', 'SR', 'own', organisations.granli, 9),
];
let vanished: WatchRow[] = [
  {
    partyUuid: organisations.brattvag.partyUuid,
    id: '7f4c1a58-2c4e-4f5b-9a53-5c1f6a0b7d99',
    title: 'Pluss Fakturatjenester',
    initials: 'PF',
    vendor: 'Pluss Data AS',
    organisation: organisations.brattvag.name,
    findings: [{ kind: 'vanished', at: ago(0, 130) }],
    fingerprint: 'found-99',
  },
];
const notes = new Map<string, string>();
const own = new Set<string>();

/** The row of an access. */
export function accessOf(id: string): SystemUserRow {
  const row = rows.find((one) => one.id === id);
  if (!row) throw new CommandError({ ...unexpected('sample'), code: 'system_user_gone' });
  return row;
}

/** The accesses of an organisation. */
export const accessesOf = (partyUuid: string) => rows.filter((row) => row.partyUuid === partyUuid);

/** Puts a new access into the list; gives its id. */
export function addAccess(title: string, organisation: Organisation): string {
  const row = access(50 + rows.length, title, title.slice(0, 2).toUpperCase(), 'own', organisation, 0);
  rows = [row, ...rows];
  return row.id;
}

/** Takes an access out of the list. */
export function removeAccess(id: string): void {
  rows = rows.filter((one) => one.id !== id);
}

/** Accesses with something to report. */
export const watchCount = () => rows.filter(({ findings }) => findings.length > 0).length + vanished.length;

const put = (id: string, more: Partial<SystemUserRow>) => {
  rows = rows.map((row) => (row.id === id ? { ...row, ...more } : row));
};
const clientOnly: OwnUse = { kind: 'not_possible', packages: [everything.name] };

export function detailOf(row: SystemUserRow): SystemUserDetail {
  const fresh = new Set(
    row.findings.flatMap((one) => (one.kind === 'services_added' ? one.services.map(({ id }) => id) : [])),
  );
  const added = news.filter(({ resourceId }) => fresh.has(resourceId));
  const here = row.title === 'SmartCloud Regnskap';
  return {
    row,
    orgNo: '310987654',
    vendorRegister:
      row.findings.find((one) => one.kind === 'vendor_problem')?.register ?? ({ kind: 'active' } as const),
    systemId: '310923605_smartcloud-regnskap',
    externalRef: 'kunde-4711',
    packages: [{ ...accounting, services: [...accounting.services, ...added] }, payroll],
    services: [claims],
    serviceCount: 14 + added.length,
    rights: { kind: 'current' },
    receipt: here ? '2026-0147' : null,
    history: here
      ? [
          {
            number: '2026-0147',
            at: row.created ?? ago(0),
            act: 'approved',
            system: row.title,
            organisation: row.organisation,
            services: 14,
            failure: null,
            hasReceipt: true,
          },
        ]
      : [],
    withdraw: { way: 'api', reason: null },
    withdrawing: null,
    watchedAt: ago(0, 20),
    note: notes.get(row.id) ?? null,
    ownUse: row.kind === 'own' ? null : row.title === 'KystMva' ? clientOnly : { kind: 'possible' },
    fetchedAt: ago(0),
  };
}

/** Commands of the system accesses. */
export function systemUsersAnswers(): Answers {
  return {
    system_users: ({ text, kind, changed, ...query }) => {
      const within = rows.filter(
        (row) =>
          isAsked(query, row.partyUuid) &&
          `${row.title} ${row.vendor} ${row.organisation}`.toLowerCase().includes(text.toLowerCase()),
      );
      return {
        rows: within.filter(
          (row) => (kind === null || row.kind === kind) && (!changed || row.findings.length > 0),
        ),
        own: within.filter((row) => row.kind === 'own').length,
        client: within.filter((row) => row.kind === 'client').length,
        changed: within.filter((row) => row.findings.length > 0).length,
        fetchedAt: ago(0),
        organisations: 412,
        unread: 0,
        failures: [],
      };
    },
    system_user: ({ id }) => detailOf(accessOf(id)),
    watch: () => ({
      rows: [...vanished, ...rows.filter(({ findings }) => findings.length > 0)],
      checkedAt: ago(0, 20),
    }),
    acknowledge: ({ id, fingerprint }) => {
      const shown = [...vanished, ...rows].find((one) => one.id === id);
      if (shown?.fingerprint !== fingerprint) {
        throw new CommandError({ ...unexpected('sample'), code: 'conflict' });
      }
      vanished = vanished.filter((one) => one.id !== id);
      put(id, { findings: [] });
      return {};
    },
    set_note: ({ id, text }) => {
      if (text === '') notes.delete(id);
      else notes.set(id, text);
      return {};
    },
    set_review_date: ({ id, on }) => {
      put(id, {
        reviewOn: on,
        findings: accessOf(id).findings.filter(({ kind }) => kind !== 'review_due'),
      });
      return {};
    },
    own_organisation: ({ id }) => ({
      added: own.has(id),
      ownUse: { kind: 'possible' },
      change: { way: 'api', reason: null },
      failure: null,
    }),
    set_own_organisation: ({ id, added }) => {
      if (added) own.add(id);
      else own.delete(id);
      return { added, ownUse: { kind: 'possible' }, change: { way: 'api', reason: null }, failure: null };
    },
    withdrawal: async ({ id }) => {
      await new Promise((resolve) => setTimeout(resolve, 250));
      const clients = accessOf(id).kind === 'client';
      return {
        services: 14,
        clients: clients ? 118 : null,
        ownOrganisation: clients ? own.has(id) : null,
        failure: null,
        withdraw: { way: 'api', reason: null },
      };
    },
    withdraw: ({ id }) => {
      const row = rows.find((one) => one.id === id);
      const [base] = reviews;
      if (!base) throw new CommandError(unexpected('sample'));
      removeAccess(id);
      return {
        kind: 'done',
        receipt: receiptFor(
          { ...base, system: { ...base.system, title: row?.title ?? base.system.title } },
          'withdrawn',
        ),
      };
    },
  };
}
