// Requests of the sample, as in the design's pictures. All people and organisations are invented.
import type {
  Authority,
  Cue,
  CueCode,
  CueLevel,
  QueueRow,
  RequestKind,
  Review,
} from '~/api/generated/surface';
import { halfDone, invoiceChange } from './changes';
import { accounting, claims, everything, invoicing, payroll, vat } from './services';

const day = 86_400_000;
/** The moment of the pictures. */
export const now = Date.parse('2026-11-12T13:32:00Z');
/** An instant some time before that. */
export const ago = (days: number, minutes = 0) => new Date(now - days * day - minutes * 60_000).toISOString();

/** Organisations of the sample: key, name, number, place. */
export const organisations = {
  fjord: {
    partyUuid: '5f1c0001-0000-4000-8000-000000000001',
    name: 'Fjord Snekkeri AS',
    orgNo: '310987654',
    place: 'Ålesund',
  },
  granli: {
    partyUuid: '5f1c0001-0000-4000-8000-000000000002',
    name: 'Granli Eiendom AS',
    orgNo: '310234567',
    place: 'Hamar',
  },
  nordlys: {
    partyUuid: '5f1c0001-0000-4000-8000-000000000003',
    name: 'Nordlys Bakeri AS',
    orgNo: '310345679',
    place: 'Tromsø',
  },
  lunde: {
    partyUuid: '5f1c0001-0000-4000-8000-000000000004',
    name: 'Lunde Regnskap AS',
    orgNo: '310456780',
    place: 'Skien',
  },
  brattvag: {
    partyUuid: '5f1c0001-0000-4000-8000-000000000005',
    name: 'Brattvåg Fisk AS',
    orgNo: '310567892',
    place: 'Brattvåg',
  },
  storvik: {
    partyUuid: '5f1c0001-0000-4000-8000-000000000006',
    name: 'Storvik Havbruk AS',
    orgNo: '310678902',
    place: 'Storvik',
  },
} as const;

const cue = (code: CueCode, level: CueLevel, context: Record<string, string> = {}): Cue => ({
  code,
  level,
  context,
});

/** One who can approve all. */
const whole: Authority = {
  accessManager: true,
  escalateOnly: false,
  own: 'everything',
  checked: true,
  notChecked: null,
  canPass: 14,
  missing: [],
  whoCan: [
    { name: 'Ingrid Solberg', initials: 'IS', role: 'Daglig leder' },
    { name: 'Tor Bakke', initials: 'TB', role: 'Styrets leder' },
  ],
};

/** For clients: each brings the authority. */
const bringing: Authority = { ...whole, own: 'nothing', checked: false, canPass: 0 };

/** Makes a request; what is not given is the ordinary case. */
function request(
  index: number,
  kind: RequestKind,
  system: string,
  vendor: [name: string, initials: string, orgNo: string, usedBy: number],
  organisation: { partyUuid: string; name: string; orgNo: string; place: string },
  ageDays: number,
  cues: Cue[],
  more: Partial<Review> = {},
): Review {
  const key = `0f6a2c1e-7f0b-4b7c-9d9e-2f7a0e0c9b${String(10 + index)}`;
  const systemId = `${vendor[2]}_${system.toLowerCase().replaceAll(' ', '-')}`;
  return {
    key,
    kind,
    state: { kind: 'waiting' },
    vendor: {
      name: vendor[0],
      initials: vendor[1],
      orgNo: vendor[2],
      register: { kind: 'active' },
      usedBy: vendor[3],
    },
    system: { title: system, systemId, externalRef: 'kunde-4711' },
    organisation: { ...organisation, kind: 'organisation' },
    created: ago(ageDays, 200),
    ageDays,
    timedOut: ageDays > 180,
    redirectHost: 'smartcloud.example',
    packages: [accounting, payroll],
    services: [claims],
    serviceCount: 14,
    change: null,
    ownUse: kind === 'client' ? { kind: 'possible' } : null,
    alike: 0,
    cues,
    authority: kind === 'client' ? bringing : whole,
    decide: {
      approve: { way: 'api', reason: null },
      reject: { way: 'api', reason: null },
      escalate: { way: 'none', reason: null },
      needsTick: cues.some(({ level }) => level === 'stop'),
    },
    technical: {
      requestId: key,
      systemId,
      packageUrns: [accounting.urn, payroll.urn],
      resourceIds: [claims.resourceId],
      externalRef: 'kunde-4711',
    },
    fetchedAt: ago(0),
    stale: false,
    fingerprint: `print-${key}`,
    ...more,
  };
}

const smartCloud: [string, string, string, number] = ['SmartCloud AS', 'SC', '310923605', 4];
const usual = [cue('may_submit', 'caution'), cue('sees_payroll', 'caution')];

/** A key by the number of its request, for tests and pictures. */
export const keyOf = (index: number) => `0f6a2c1e-7f0b-4b7c-9d9e-2f7a0e0c9b${String(10 + index)}`;

/** Ten organisations of which the same system asks the same; one of them cannot be approved by this person. */
const alikeOrganisations = [
  organisations.fjord,
  organisations.granli,
  organisations.nordlys,
  organisations.lunde,
  organisations.brattvag,
  organisations.storvik,
  ...['Fjellbygg AS', 'Havfrakt AS', 'Nordfisk AS', 'Sørmat AS'].map((name, index) => ({
    partyUuid: `5f1c0009-0000-4000-8000-00000000010${String(index)}`,
    name,
    orgNo: `31120000${String(index)}`,
    place: 'Ålesund',
  })),
];

/**
 * The requests: 1 ordinary, 2 missing rights, 3 name trap, 4 clients, 5 by the portal, 6 duplicate, 7 old copy, 8 a
 * change, 9 a change that stopped half-way, 20 to 29 the same of ten organisations.
 */
export const reviews: Review[] = [
  request(1, 'own', 'SmartCloud Regnskap', smartCloud, organisations.fjord, 1, usual),
  request(2, 'own', 'SmartCloud Faktura', smartCloud, organisations.granli, 2, usual, {
    packages: [accounting, { ...payroll, check: { kind: 'cannot', reasons: ['missing_package'] }, cues: [] }],
    authority: {
      accessManager: true,
      escalateOnly: false,
      own: 'everything',
      checked: true,
      notChecked: null,
      canPass: 9,
      missing: [
        { isPackage: true, id: payroll.urn, name: 'Lønn', reasons: ['missing_package', 'missing_role'] },
      ],
      whoCan: [
        { name: 'Ingrid Solberg', initials: 'IS', role: 'Daglig leder' },
        { name: 'Tor Bakke', initials: 'TB', role: 'Styrets leder' },
      ],
    },
    decide: {
      approve: { way: 'none', reason: 'missing_rights' },
      reject: { way: 'api', reason: null },
      escalate: { way: 'api', reason: null },
      needsTick: false,
    },
  }),
  request(
    3,
    'own',
    'SmartCloud Regnskap Pluss',
    ['Smartcloud Support Ltd', 'SS', '310111228', 0],
    organisations.nordlys,
    3,
    [cue('name_trap', 'stop', { vendor: 'SmartCloud AS' }), cue('unknown_vendor', 'caution')],
  ),
  request(
    4,
    'client',
    'Havn Årsoppgjør',
    ['Havn Revisjonssystem AS', 'HR', '310333441', 1],
    organisations.lunde,
    6,
    [cue('may_sign', 'caution'), cue('broad', 'note', { services: '46' })],
    {
      packages: [everything],
      services: [],
      serviceCount: 46,
      ownUse: { kind: 'not_possible', packages: [everything.name] },
    },
  ),
  request(
    5,
    'own',
    'Fjellbekk Lønn',
    ['Fjellbekk Data AS', 'FD', '310555665', 0],
    organisations.brattvag,
    8,
    [cue('unknown_vendor', 'caution')],
    {
      decide: {
        approve: { way: 'portal', reason: 'portal_scope_only' },
        reject: { way: 'api', reason: null },
        escalate: { way: 'none', reason: null },
        needsTick: false,
      },
    },
  ),
  request(
    6,
    'client',
    'Oppdrag Klientportal',
    ['Oppdrag Online AS', 'OO', '310777889', 2],
    organisations.lunde,
    12,
    [cue('duplicate', 'caution')],
  ),
  request(
    7,
    'own',
    'Kystlinje Miljørapport',
    ['Kystlinje Software AS', 'KS', '310999008', 1],
    organisations.storvik,
    19,
    [cue('old', 'caution', { days: '19' })],
    {
      stale: true,
      decide: {
        approve: { way: 'none', reason: 'offline' },
        reject: { way: 'none', reason: 'offline' },
        escalate: { way: 'none', reason: 'offline' },
        needsTick: false,
      },
    },
  ),
  request(8, 'change', 'SmartCloud Faktura', smartCloud, organisations.granli, 2, [], {
    packages: [vat],
    services: [invoicing],
    serviceCount: 3,
    redirectHost: null,
    change: invoiceChange(organisations.granli.partyUuid),
    authority: { ...whole, own: 'additions', canPass: 3 },
  }),
  request(
    9,
    'change',
    'Kystlinje Rapport',
    ['Kystlinje Software AS', 'KS', '310999008', 1],
    organisations.storvik,
    4,
    [],
    {
      packages: [vat],
      services: [invoicing],
      serviceCount: 3,
      redirectHost: null,
      change: halfDone(organisations.storvik.partyUuid, ago(0, 70)),
      authority: { ...whole, own: 'additions', canPass: 3 },
    },
  ),
  ...alikeOrganisations.map((organisation, index) =>
    request(
      20 + index,
      'own',
      'Bankavstemming',
      ['Oppdrag Online AS', 'OO', '310777889', 2],
      organisation,
      13,
      [cue('may_submit', 'caution')],
      { alike: alikeOrganisations.length - 1 },
    ),
  ),
];

/** The queue's row of a review. */
export function rowOf(review: Review): QueueRow {
  return {
    key: review.key,
    kind: review.kind,
    state: review.state,
    system: review.system.title,
    vendor: review.vendor.name,
    partyUuid: review.organisation.partyUuid,
    organisation: review.organisation.name,
    created: review.created,
    ageDays: review.ageDays,
    cues: review.cues.slice(0, 2),
    change: review.change && {
      added: review.change.added.length,
      removed: review.change.removed.length,
      unseen: review.change.unseen.length,
      halfDone: review.change.begun !== null,
    },
    alike:
      review.alike > 0
        ? { group: `${review.system.systemId} ${String(review.serviceCount)}`, count: review.alike + 1 }
        : null,
    fromLink: review.kind === 'change',
    failure: null,
  };
}
