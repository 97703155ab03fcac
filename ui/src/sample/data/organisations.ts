// Actors of the sample: the named ones, and as many invented ones as are asked for.
import type { OrganisationRow, PaletteAnswer, WaitingMessages } from '~/api/generated/surface';
import { CommandError } from '~/errors/CommandError';
import type { Answers } from '~/host/memory';
import { messages } from './messages/rows';
import { now, organisations as named, reviews } from './reviews';

const first = ['Fjell', 'Hav', 'Nord', 'Sør', 'Vest', 'Øst', 'Li', 'Strand', 'Skog', 'Elve', 'Myr', 'Berg'];
const second = [
  'bygg',
  'frakt',
  'fisk',
  'mat',
  'tak',
  'rør',
  'data',
  'gård',
  'hus',
  'elektro',
  'transport',
  'eiendom',
];
const roles = ['Daglig leder', 'Regnskapsfører', 'Styrets leder', 'Tilgangsstyrer'];

const initialsOf = (name: string) =>
  name
    .split(/[\s,.]+/)
    .filter((word) => /^\p{L}/u.test(word) && !/^(AS|ASA|ENK|avd)$/i.test(word))
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');

/** What the messages of each actor want, as the sample begins. */
const wanted = new Map<string, WaitingMessages>();
for (const { row, folder } of messages(1284)) {
  if (row.filed !== 'open' || folder === 'sent') continue;
  const before = wanted.get(row.partyUuid) ?? { unread: 0, due: 0, requiresAttention: 0 };
  const isDue = row.due !== null && row.status !== 'completed' && Date.parse(row.due) < now + 7 * 86_400_000;
  wanted.set(row.partyUuid, {
    unread: before.unread + (folder === 'inbox' && row.unread ? 1 : 0),
    due: before.due + (isDue ? 1 : 0),
    requiresAttention: before.requiresAttention + (row.status === 'requires_attention' ? 1 : 0),
  });
}

function row(
  partyUuid: string,
  name: string,
  orgNo: string | null,
  more: Partial<OrganisationRow> = {},
): OrganisationRow {
  return {
    partyUuid,
    name,
    initials: initialsOf(name),
    orgNo,
    kind: 'organisation',
    form: orgNo === null ? null : 'AS',
    parentName: null,
    isDeleted: false,
    isHeadingOnly: false,
    favourite: false,
    roles: ['Tilgangsstyrer', 'Daglig leder'],
    accessManager: true,
    waiting: reviews.filter((review) => review.organisation.partyUuid === partyUuid).length,
    messages: wanted.get(partyUuid) ?? { unread: 0, due: 0, requiresAttention: 0 },
    ...more,
  };
}

/** Makes so many actors. */
function make(count: number): OrganisationRow[] {
  const known = Object.values(named).map(({ partyUuid, name, orgNo }, index) =>
    row(partyUuid, name, orgNo, { favourite: index === 0 || index === 2, accessManager: index < 4 }),
  );
  const rows = [
    row('5f1c0002-0000-4000-8000-000000000001', 'Kari Haugen', null, {
      kind: 'person',
      roles: ['Deg selv'],
      accessManager: null,
    }),
    ...known,
    row('5f1c0003-0000-4000-8000-000000000001', 'Fjord Snekkeri AS, avd. Molde', '310118205', {
      kind: 'subunit',
      form: 'BEDR',
      parentName: 'Fjord Snekkeri AS',
      accessManager: null,
      roles: ['Daglig leder'],
    }),
    row('5f1c0003-0000-4000-8000-000000000002', 'Storfjord Elektro AS', '310274663'),
    row('5f1c0003-0000-4000-8000-000000000003', 'Solgry Gjestegård AS', '310274671', {
      isHeadingOnly: true,
      roles: [],
      accessManager: null,
    }),
    row('5f1c0003-0000-4000-8000-000000000004', 'Gamle Mølla AS', '310274680', {
      isDeleted: true,
      accessManager: false,
    }),
  ];
  for (let index = 0; rows.length < count; index++) {
    const name = `${first[index % 12] ?? ''}${second[Math.floor(index / 12) % 12] ?? ''} ${index > 143 ? `${String(index)} ` : ''}AS`;
    rows.push(
      row(`5f1c0009-0000-4000-8000-${String(index).padStart(12, '0')}`, name, String(311_000_000 + index), {
        roles: [roles[index % 4] ?? ''],
        accessManager: index % 3 === 0,
      }),
    );
  }
  return rows;
}

/** Where the words of a text begin in a name. */
function hits(name: string, text: string): [number, number][] | null {
  if (text === '') return [];
  const at = name.toLocaleLowerCase('nb').indexOf(text.toLocaleLowerCase('nb'));
  return at < 0 ? null : [[at, text.length]];
}

/** Commands of the actors and the palette. */
export function organisationsAnswers(count: number): Answers {
  let rows = make(count);
  let recent = ['5f1c0001-0000-4000-8000-000000000004'];
  const digits = (text: string) => text.replace(/\s/g, '');
  const matches = (one: OrganisationRow, text: string) =>
    hits(one.name, text) !== null ||
    (/^\d+$/.test(digits(text)) && one.orgNo?.startsWith(digits(text)) === true);
  return {
    organisations: ({ text, group, offset, limit }) => {
      const inGroup = rows.filter((one) => {
        if (group === 'deleted') return one.isDeleted;
        if (one.isDeleted) return false;
        if (group === 'favourites') return one.favourite;
        if (group === 'access_manager') return one.accessManager === true;
        if (group === 'recent') return recent.includes(one.partyUuid);
        return true;
      });
      const found = inGroup.filter((one) => matches(one, text.trim()));
      return {
        total: found.length,
        all: rows.filter((one) => !one.isDeleted).length,
        rows: found.slice(offset, offset + limit),
        fetchedAt: new Date(now).toISOString(),
        failures: [],
      };
    },
    refresh_organisations: async () => {
      await new Promise((resolve) => setTimeout(resolve, 800));
      return {};
    },
    set_favourite: ({ partyUuid, favourite }) => {
      rows = rows.map((one) => (one.partyUuid === partyUuid ? { ...one, favourite } : one));
      return {};
    },
    open_organisation: ({ partyUuid }) => {
      recent = [partyUuid, ...recent.filter((one) => one !== partyUuid)];
      return {};
    },
    palette: ({ text, limit }): PaletteAnswer => {
      const wanted = text.trim();
      const number = digits(wanted);
      const nothing: PaletteAnswer = { recognised: null, organisations: [], requests: [], systemUsers: [] };
      if (/^https?:/.test(wanted)) {
        const { hostname } = new URL(wanted);
        const page = /consent/i.test(wanted) ? 'consent' : /inbox/i.test(wanted) ? 'inbox' : null;
        if (page && /(^|\.)altinn\.no$/.test(hostname))
          return { ...nothing, recognised: { kind: 'altinn_page', page, host: hostname } };
        if (/(^|\.)altinn\.no$/.test(hostname))
          return { ...nothing, recognised: { kind: 'link', host: hostname } };
        return {
          ...nothing,
          recognised: {
            kind: 'bad_link',
            failure: {
              code: 'link_foreign_host',
              retry: 'never',
              afterS: null,
              upstreamCode: null,
              traceId: null,
              context: { host: hostname },
            },
          },
        };
      }
      const own = rows.find((one) => one.orgNo === number);
      return {
        recognised: /^\d{9}$/.test(number)
          ? { kind: 'org_no', orgNo: number, partyUuid: own?.partyUuid ?? null, name: own?.name ?? null }
          : null,
        organisations: rows
          .filter((one) => !one.isDeleted && !one.isHeadingOnly && matches(one, wanted))
          .slice(0, limit)
          .map(({ partyUuid, name, initials, orgNo, kind, waiting, messages }) => ({
            partyUuid,
            name,
            initials,
            orgNo,
            kind,
            hits: hits(name, wanted) ?? [],
            waiting,
            messages,
          })),
        requests: reviews
          .filter(
            (review) =>
              wanted !== '' && hits(`${review.system.title} ${review.organisation.name}`, wanted) !== null,
          )
          .slice(0, limit)
          .map((review) => ({
            key: review.key,
            system: review.system.title,
            byline: `${review.vendor.name}, for ${review.organisation.name}`,
          })),
        systemUsers: [],
      };
    },
    add_link: async ({ text }) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const fail = (
        code: 'link_empty' | 'link_not_a_link' | 'link_lookalike_host',
        context: Record<string, string> = {},
      ) =>
        new CommandError({ code, retry: 'never', afterS: null, upstreamCode: null, traceId: null, context });
      if (text.trim() === '') throw fail('link_empty');
      if (!text.startsWith('http')) throw fail('link_not_a_link');
      if (!/^https:\/\/([a-z0-9.]+\.)?altinn\.no\//.test(text))
        throw fail('link_lookalike_host', { host: new URL(text).host });
      return { key: reviews[0]?.key ?? '', kind: 'own', already: true };
    },
  };
}
