// The system accesses of the sample, as in the design's pictures.
import type { SystemUserKind, SystemUserRow } from '~/api/generated/surface';
import { CommandError, unexpected } from '~/errors/CommandError';
import type { Answers } from '~/host/memory';
import { receiptFor } from './activity';
import { ago, organisations, reviews } from './reviews';
import { accounting, claims, payroll } from './services';

type Organisation = (typeof organisations)[keyof typeof organisations];

const access = (
  index: number,
  title: string,
  initials: string,
  kind: SystemUserKind,
  organisation: Organisation,
  days: number,
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
});

let rows: SystemUserRow[] = [
  access(1, 'SmartCloud Regnskap', 'SR', 'own', organisations.fjord, 245),
  access(2, 'Havn Årsoppgjør', 'HÅ', 'client', organisations.lunde, 20),
  access(3, 'Skatteflyt', 'SF', 'client', organisations.lunde, 9),
  access(4, 'A-melding Pro', 'AP', 'client', organisations.lunde, 400),
  access(5, 'Bankavstemming', 'BA', 'own', organisations.lunde, 380),
  access(6, 'Fjellbekk Lønn', 'FL', 'own', organisations.nordlys, 300),
  access(7, 'KystMva', 'KM', 'client', organisations.lunde, 120),
  access(8, 'Kystlinje Rapport', 'KR', 'own', organisations.storvik, 700),
  access(9, 'Oppdrag Bilag', 'OB', 'own', organisations.granli, 90),
  access(10, 'SmartCloud Faktura', 'SF', 'own', organisations.granli, 60),
];

/** Commands of the system accesses. */
export function systemUsersAnswers(): Answers {
  return {
    system_users: ({ text, partyUuid, kind }) => {
      const within = rows.filter(
        (row) =>
          (partyUuid === null || row.partyUuid === partyUuid) &&
          `${row.title} ${row.vendor} ${row.organisation}`.toLowerCase().includes(text.toLowerCase()),
      );
      return {
        rows: within.filter((row) => kind === null || row.kind === kind),
        own: within.filter((row) => row.kind === 'own').length,
        client: within.filter((row) => row.kind === 'client').length,
        fetchedAt: ago(0),
        organisations: 412,
        unread: 0,
        failures: [],
      };
    },
    system_user: ({ id }) => {
      const row = rows.find((one) => one.id === id);
      if (!row) throw new CommandError({ ...unexpected('sample'), code: 'system_user_gone' });
      const own = row.title === 'SmartCloud Regnskap';
      return {
        row,
        orgNo: '310987654',
        vendorRegister: { kind: 'active' },
        systemId: '310923605_smartcloud-regnskap',
        externalRef: 'kunde-4711',
        packages: [accounting, payroll],
        services: [claims],
        serviceCount: 14,
        rights: own ? { kind: 'current' } : { kind: 'at_creation', failure: null },
        receipt: own ? '2026-0147' : null,
        history: own
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
        fetchedAt: ago(0),
      };
    },
    withdraw: ({ id }) => {
      const row = rows.find((one) => one.id === id);
      const [base] = reviews;
      if (!base) throw new CommandError(unexpected('sample'));
      rows = rows.filter((one) => one.id !== id);
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
