// Changes of system users in the sample: one as in the design's picture, and one that stopped half-way.
import type {
  ChangedService,
  ChangeItem,
  ChangeView,
  Held,
  PackageView,
  ServiceView,
  Through,
} from '~/api/generated/surface';
import { accounting, claims, customs, invoicing, vat } from './services';

const by = (...packages: PackageView[]): Through[] =>
  packages.map(({ urn, name }) => ({ kind: 'package', urn, name }));
const changed = (
  service: ServiceView | undefined,
  through: Through[],
  leaving: Through[] = [],
): ChangedService[] => (service ? [{ service, through, leaving }] : []);
const item = (add: boolean, of: PackageView | ServiceView): ChangeItem => ({
  add,
  isPackage: 'urn' in of,
  id: 'urn' in of ? of.urn : of.resourceId,
  name: of.name,
});
const held = (packages: PackageView[], services: ServiceView[]): Held => ({
  packages: packages.map(({ urn, name }) => ({ id: urn, name })),
  services: services.map(({ resourceId, name }) => ({ id: resourceId, name })),
  serviceCount: new Set([
    ...packages.flatMap((one) => one.services.map(({ resourceId }) => resourceId)),
    ...services.map(({ resourceId }) => resourceId),
  ]).size,
});

const saldo = accounting.services.find(({ resourceId }) => resourceId === 'saldo');
const declarations = customs.services[0];

/** Three services more, one fewer; one would have left and stays. */
export const invoiceChange = (partyUuid: string): ChangeView => ({
  systemUser: {
    partyUuid,
    id: '7f4c1a58-2c4e-4f5b-9a53-5c1f6a0b7d20',
    title: 'SmartCloud Faktura',
    created: '2025-03-02T09:00:00Z',
    lastDecided: '2026-02-03T10:12:00Z',
    receipt: '2026-0139',
  },
  added: [
    ...changed(vat.services[0], by(vat)),
    ...changed(vat.services[1], by(vat)),
    ...changed(invoicing, [{ kind: 'single' }]),
  ],
  removed: changed(declarations, by(customs)),
  unchanged: [
    ...changed(saldo, [...by(accounting)], by(customs)),
    ...accounting.services
      .filter((service) => service !== saldo)
      .flatMap((service) => changed(service, by(accounting))),
    ...changed(claims, [{ kind: 'single' }]),
  ],
  unseen: [],
  moot: [item(true, claims)],
  steps: [
    { item: item(true, vat), done: false },
    { item: item(true, invoicing), done: false },
    { item: item(false, customs), done: false },
  ],
  begun: null,
  source: { kind: 'current' },
  before: held([accounting, customs], [claims]),
  after: held([accounting, vat], [claims, invoicing]),
});

/** The same, of which two steps of three were done before it stopped. */
export const halfDone = (partyUuid: string, at: string): ChangeView => {
  const whole = invoiceChange(partyUuid);
  return {
    ...whole,
    systemUser: { ...whole.systemUser, title: 'Kystlinje Rapport', lastDecided: null, receipt: null },
    steps: whole.steps.map((step, index) => ({ ...step, done: index < 2 })),
    begun: {
      at,
      failure: {
        code: 'delegation_failed',
        retry: 'later',
        afterS: null,
        upstreamCode: 'AUTH-00051',
        traceId: null,
        context: {},
      },
    },
  };
};

/** The change once every step is done. */
export const carriedOut = (change: ChangeView): ChangeView => ({
  ...change,
  steps: change.steps.map((step) => ({ ...step, done: true })),
});
