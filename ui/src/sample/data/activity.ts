// The log of the sample, as in the design's pictures.
import type { Act, ActivityFilter, ActivityRow, Receipt, Review } from '~/api/generated/surface';
import { CommandError, unexpected } from '~/errors/CommandError';
import { isOfMessages } from '~/features/activity/log/event-words';
import type { Answers } from '~/host/memory';
import { isAsked } from './groups';
import { ago, organisations, reviews } from './reviews';

const row = (
  number: string,
  at: string,
  act: Act,
  system: string | null,
  organisation: string | null,
  services: number | null,
  more: Partial<ActivityRow> = {},
): ActivityRow => ({
  number,
  at,
  act,
  system,
  organisation,
  services,
  failure: null,
  hasReceipt: system !== null,
  ...more,
});

const ofMessage = (
  number: string,
  at: string,
  act: Act,
  title: string | null,
  organisation: string | null,
  messages: number | null = null,
) => row(number, at, act, title, organisation, messages, { hasReceipt: false });

let rows: ActivityRow[] = [
  row('2026-0147', ago(0, 4), 'approved', 'SmartCloud Regnskap', organisations.fjord.name, 14),
  row('2026-0146', ago(0, 52), 'rejected', 'Pluss Fakturatjenester', organisations.nordlys.name, null),
  row('2026-0145', ago(0, 160), 'exported', null, null, 61),
  row('2026-0144', ago(0, 327), 'forwarded', 'Fjellbekk Lønn', organisations.brattvag.name, 5),
  row('2026-0143', ago(0, 334), 'signed_in', null, null, null),
  row('2026-0142', ago(0, 1388), 'withdrawn', 'Oppdrag Bilag', organisations.granli.name, 6),
  row('2026-0141', ago(0, 1533), 'handed_off', 'KystMva', organisations.lunde.name, 12),
  row('2026-0140', ago(0, 1610), 'approve_failed', 'A-melding Pro', organisations.brattvag.name, null, {
    failure: {
      code: 'missing_package',
      retry: 'never',
      afterS: null,
      upstreamCode: 'AUTH-00053',
      traceId: null,
      context: { items: '«Lønn»' },
    },
  }),
  row('2026-0139', ago(8), 'approved', 'KystMva', organisations.lunde.name, 12),
  row('2026-0138', ago(9), 'signed_in', null, null, null),
  ofMessage('2026-0137', ago(9, 10), 'receipt_confirmed', 'Vedtak om arbeidstid', organisations.fjord.name),
  ofMessage('2026-0136', ago(9, 12), 'message_opened', 'Vedtak om arbeidstid', organisations.fjord.name),
  ofMessage('2026-0135', ago(9, 40), 'message_archived', null, null, 12),
];
const grants: readonly Act[] = ['approved', 'changed', 'created'];
const receipts = new Map<string, Receipt>();

function make(number: string, at: string, act: Act, review: Review, observed: boolean): Receipt {
  return {
    number,
    act,
    at,
    person: 'Kari Haugen',
    role: 'tilgangsstyrer',
    observed,
    review,
    systemUserId: grants.includes(act) ? (review.change?.systemUser.id ?? review.key) : null,
    traceId: observed ? null : '00-4bf92f3577b34da6a3ce929d0e0e4736',
    hash: '9f2c4e11b07d3a6c58e0f4d2a1b3c5d7e9f00112233445566778899aabbccdde',
    redirectHost: act === 'approved' ? review.redirectHost : null,
    heldAfter: act === 'changed' && review.change ? review.change.after : null,
    next:
      act === 'approved' && review.kind === 'client'
        ? { kind: 'choose_clients', partyUuid: review.organisation.partyUuid, id: review.key }
        : null,
    withdraw: grants.includes(act) ? { way: 'api', reason: null } : null,
  };
}
for (const one of rows) {
  if (!one.hasReceipt) continue;
  const [base] = reviews;
  if (!base) continue;
  receipts.set(
    one.number,
    make(
      one.number,
      one.at,
      one.act,
      { ...base, system: { ...base.system, title: one.system ?? '' } },
      false,
    ),
  );
}

/** Writes what came of a request into the log; gives its number. */
export function receiptFor(review: Review, act: Act, observed = false): string {
  const number = `2026-0${148 + receipts.size}`;
  const at = new Date().toISOString();
  receipts.set(number, make(number, at, act, review, observed));
  rows = [row(number, at, act, review.system.title, review.organisation.name, review.serviceCount), ...rows];
  return number;
}

/** Commands of the log. */
export function activityAnswers(): Answers {
  return {
    activity: ({ text, filter, offset, limit, ...query }) => {
      const partyOf = (name: string | null) =>
        Object.values(organisations).find((one) => one.name === name)?.partyUuid ?? null;
      const named: readonly string[] = ['approved', 'rejected', 'withdrawn'];
      const sortOf = (act: Act): ActivityFilter =>
        isOfMessages(act) ? 'messages' : named.includes(act) ? (act as ActivityFilter) : 'other';
      const hits = rows.filter(
        (one) =>
          (filter === 'all' || sortOf(one.act) === filter) &&
          isAsked(query, partyOf(one.organisation)) &&
          [one.system, one.organisation, one.number].join(' ').toLowerCase().includes(text.toLowerCase()),
      );
      return { total: hits.length, rows: hits.slice(offset, offset + limit), chain: { kind: 'whole' } };
    },
    receipt: ({ number }) => {
      const receipt = receipts.get(number);
      if (!receipt) throw new CommandError({ ...unexpected('sample'), code: 'not_found' });
      return receipt;
    },
    export_activity: ({ format, number }) => ({
      path: `/home/kari/Nedlastinger/fullmakt-${number ?? 'aktivitet'}.${format}`,
      rows: number === null ? rows.length : 1,
    }),
  };
}
