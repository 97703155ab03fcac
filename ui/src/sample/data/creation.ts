// Systems that the sample can set up, and what each would get.
import type { Ability, Creation, SystemRow } from '~/api/generated/surface';
import { CommandError, unexpected } from '~/errors/CommandError';
import type { Answers } from '~/host/memory';
import { receiptFor } from './activity';
import { ago, organisations, reviews } from './reviews';
import { accessesOf, addAccess } from './system-users';

const api: Ability = { way: 'api', reason: null };
const system = (
  vendorOrgNo: string,
  vendor: string,
  name: string,
  usedBy: number,
  description: string | null,
) =>
  ({
    systemId: `${vendorOrgNo}_${name.toLowerCase().replaceAll(' ', '-')}`,
    name,
    description,
    vendor,
    vendorOrgNo,
    usedBy,
    knownFrom: 'register',
  }) satisfies SystemRow;

const systems: SystemRow[] = [
  system('310999008', 'Kystlinje Software AS', 'Kystlinje Rapport', 1, 'Miljørapporter for havbruk.'),
  system('310777889', 'Oppdrag Online AS', 'Oppdrag Bilag', 2, null),
  system('310923605', 'SmartCloud AS', 'SmartCloud Faktura', 4, 'Fakturering med eFormidling.'),
  system('310923605', 'SmartCloud AS', 'SmartCloud Regnskap', 4, 'Regnskap, mva og lønn i ett.'),
];

/** Commands of setting a system up. */
export function creationAnswers(browse: boolean): Answers {
  const review = (partyUuid: string, systemId: string): Creation => {
    const [base] = reviews;
    const row = systems.find((one) => one.systemId === systemId);
    const organisation = Object.values(organisations).find((one) => one.partyUuid === partyUuid);
    if (!base || !organisation) throw new CommandError({ ...unexpected('sample'), code: 'not_found' });
    const exists = accessesOf(partyUuid).find(({ title, kind }) => kind === 'own' && title === row?.name);
    return {
      review: {
        ...base,
        key: '',
        vendor: {
          ...base.vendor,
          name: row?.vendor ?? systemId.slice(0, 9),
          orgNo: row?.vendorOrgNo ?? systemId.slice(0, 9),
        },
        system: { title: row?.name ?? systemId, systemId, externalRef: null },
        organisation: { ...organisation, kind: 'organisation' },
        redirectHost: null,
        fingerprint: `print-${systemId}`,
      },
      source: !row ? { kind: 'unknown' } : browse ? { kind: 'register' } : { kind: 'earlier', at: ago(120) },
      create: row ? api : { way: 'portal', reason: 'portal_scope_only' },
      exists: exists ? { partyUuid, id: exists.id } : null,
    };
  };
  return {
    systems: ({ text }) => {
      const words = text.trim().toLowerCase();
      const found = systems
        .filter((one) => `${one.name} ${one.vendor} ${one.systemId}`.toLowerCase().includes(words))
        .map((one): SystemRow => ({ ...one, knownFrom: browse ? 'register' : 'met' }));
      const typed = /^\d{9}_\S+$/.test(words) && found.length === 0;
      return {
        rows: typed
          ? [
              {
                systemId: words,
                name: words,
                description: null,
                vendor: words.slice(0, 9),
                vendorOrgNo: words.slice(0, 9),
                usedBy: 0,
                knownFrom: 'typed',
              },
            ]
          : found,
        browse: browse ? api : { way: 'none', reason: 'portal_scope_only' },
        fetchedAt: browse ? ago(0, 3) : null,
        failure: null,
      };
    },
    creation: async ({ partyUuid, systemId }) => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      return review(partyUuid, systemId);
    },
    create_system_user: async ({ partyUuid, systemId }) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const { review: shown, create } = review(partyUuid, systemId);
      if (create.way === 'portal') return { kind: 'handed_off' };
      const organisation = Object.values(organisations).find((one) => one.partyUuid === partyUuid);
      const id = organisation ? addAccess(shown.system.title, organisation) : '';
      return { kind: 'done', id, receipt: receiptFor({ ...shown, key: id }, 'created') };
    },
  };
}
