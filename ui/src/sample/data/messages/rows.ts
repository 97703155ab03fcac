// Messages of the sample, as in the design's pictures, and as many invented ones as a year of letters would be.
import type { MessageRow, MessageStatus } from '~/api/generated/surface';
import { ago, organisations } from '../reviews';

/** A message of the sample: its row, and the folder that Dialogporten's label and status give it. */
export interface SampleMessage {
  row: MessageRow;
  folder: 'inbox' | 'drafts' | 'sent';
  service: string;
  serviceId: string;
  orgNo: string | null;
  /** Which letter it holds. */
  letter: 'tax' | 'plain' | 'melding' | 'level4' | 'failed' | 'threads' | 'many' | 'none';
}

const kari = { partyUuid: '5f1c0002-0000-4000-8000-000000000001', name: 'Kari Haugen', orgNo: null };
const { fjord, granli, nordlys, lunde, brattvag, storvik } = organisations;
const party = (number: number, name: string) => ({
  partyUuid: `5f1c0004-0000-4000-8000-${String(number).padStart(12, '0')}`,
  name,
  orgNo: String(310_300_000 + number),
});
const haugesund = party(1, 'Haugesund Tak og Blikk AS');
const solgry = party(2, 'Solgry Gjestegård AS');
const kvam = party(3, 'Kvam Maskin AS');
const roed = party(4, 'Vestre Røed Gård');

/** Senders: code, name. */
const senders = {
  skd: 'Skatteetaten',
  nav: 'NAV',
  brg: 'Brønnøysundregistrene',
  at: 'Arbeidstilsynet',
  ssb: 'Statistisk sentralbyrå',
  toll: 'Tolletaten',
  mat: 'Mattilsynet',
  aal: 'Ålesund kommune',
} as const;
type Owner = keyof typeof senders;

let number = 0;
const nextId = () => {
  number += 1;
  return `0193a7c0-0000-7000-8000-${String(number).padStart(12, '0')}`;
};

interface More {
  unread?: boolean;
  due?: string;
  status?: MessageStatus;
  statusText?: string;
  attachments?: number;
  transmissions?: number;
  summary?: string;
  letter?: SampleMessage['letter'];
  folder?: SampleMessage['folder'];
  service?: string;
  filed?: MessageRow['filed'];
  titleLang?: string;
  row?: Partial<MessageRow>;
}

function message(
  at: string,
  title: string,
  owner: Owner,
  to: { partyUuid: string; name: string; orgNo: string | null },
  more: More = {},
): SampleMessage {
  const service = more.service ?? title.split(/[:,]/)[0] ?? title;
  const status = more.status ?? 'not_applicable';
  return {
    folder: more.folder ?? (status === 'draft' ? 'drafts' : status === 'awaiting' ? 'sent' : 'inbox'),
    service,
    serviceId: `${owner}-${service.toLowerCase().replace(/[^a-zæøå]+/g, '-')}`,
    orgNo: to.orgNo,
    letter: more.letter ?? 'plain',
    row: {
      id: nextId(),
      title,
      titleLang: more.titleLang ?? 'nb',
      titleHits: [],
      summary: more.summary ?? `${senders[owner]} har sendt en melding til ${to.name}.`,
      summaryHits: [],
      sender: senders[owner],
      owner,
      partyUuid: to.partyUuid,
      recipient: to.name,
      recipientIsPerson: to.orgNo === null,
      unread: more.unread ?? false,
      seenByMe: !(more.unread ?? false),
      status,
      statusText: more.statusText ?? null,
      due: more.due ?? null,
      at,
      attachments: more.attachments ?? 0,
      transmissions: more.transmissions ?? 0,
      filed: more.filed ?? 'open',
      markedUnread: false,
      waiting: false,
      refused: null,
      kept: false,
      stale: false,
      ...more.row,
    },
  };
}

const evening = '22:59:00Z';
const today = (clock: string) => `2026-11-12T${clock}:00+01:00`;
const yesterday = (clock: string) => `2026-11-11T${clock}:00+01:00`;
const on = (day: string) => `2026-${day}T10:20:00+01:00`;

/** The first ones, as in the pictures. */
export const named: SampleMessage[] = [
  message(today('13:58'), 'Varsel om fastsetting av mva for 4. termin', 'skd', fjord, {
    due: `2026-11-26T${evening}`,
    status: 'requires_attention',
    attachments: 2,
    transmissions: 2,
    letter: 'tax',
    service: 'Mva-melding',
    summary:
      'Vi har ikke fått mva-meldingen for 4. termin. Lever innen 26. november, ellers fastsetter vi avgiften.',
  }),
  message(today('11:20'), 'Mangler inntektsmelding for én ansatt', 'nav', nordlys, {
    unread: true,
    due: `2026-11-13T${evening}`,
    status: 'requires_attention',
    summary: 'Vi trenger inntektsmeldingen for å behandle søknaden om sykepenger.',
  }),
  message(today('09:41'), 'Årsregnskapet for 2025 er godkjent', 'brg', granli, {
    unread: true,
    attachments: 1,
    summary: 'Regnskapet er registrert og blir offentlig om kort tid.',
  }),
  message(today('08:02'), 'Skattetrekk for november er beregnet', 'skd', kari, {
    unread: true,
    attachments: 1,
  }),
  message(yesterday('15:12'), 'Tilsyn med arbeidstid: be om opplysninger', 'at', nordlys, {
    unread: true,
    due: `2026-12-02T${evening}`,
    status: 'requires_attention',
    attachments: 3,
    letter: 'melding',
    summary: 'Arbeidstilsynet ber om timelister og arbeidsavtaler for tre ansatte.',
  }),
  message(yesterday('14:40'), 'Purring: A-melding for oktober mangler', 'skd', brattvag, {
    unread: true,
    due: `2026-11-09T${evening}`,
    status: 'requires_attention',
    service: 'A-melding',
    summary: 'Fristen var 5. november. Lever nå for å unngå tvangsmulkt.',
  }),
  message(yesterday('12:03'), 'Byggesak 2026/1187: vedtak om rammetillatelse', 'aal', granli, {
    attachments: 4,
    transmissions: 6,
    letter: 'threads',
    summary: 'Kommunen har gitt rammetillatelse på vilkår. Klagefristen er tre uker.',
  }),
  message(yesterday('10:55'), 'Kvittering for mottatt A-melding, oktober', 'skd', lunde, {
    status: 'completed',
    attachments: 1,
    service: 'A-melding',
  }),
  message(yesterday('09:14'), 'Lønnsstatistikk for 3. kvartal er klar til utfylling', 'ssb', storvik, {
    due: `2026-11-19T${evening}`,
    status: 'in_progress',
  }),
  message(on('11-10'), 'Ny avgiftssats for trekasser fra 1. januar', 'toll', fjord, {
    unread: true,
    attachments: 1,
  }),
  message(on('11-10'), 'Sykepenger: svar på søknad om refusjon', 'nav', haugesund, {
    attachments: 2,
    transmissions: 20_000,
    letter: 'many',
  }),
  message(on('11-09'), 'Kontroll av drikkevann, prøvesvar', 'mat', solgry, { attachments: 1 }),
  message(on('11-09'), 'Melding om endret kontonummer er registrert', 'skd', roed, { status: 'completed' }),
  message(on('11-08'), 'Aksjonærregisteroppgaven kan fylles ut', 'skd', brattvag, {
    status: 'requires_attention',
  }),
  message(on('11-07'), 'Melding med sensitivt innhold', 'nav', nordlys, {
    unread: true,
    letter: 'level4',
    summary: 'Meldingen krever innlogging på høyeste nivå.',
  }),
  message(on('11-06'), 'Svar på varsel om vedtak, kjølekjede', 'mat', solgry, {
    due: `2026-11-12T${evening}`,
    status: 'requires_attention',
    letter: 'failed',
    summary: 'Mattilsynet ber om svar i dag.',
  }),
  message(on('11-05'), 'Omsetningsstatistikk for september', 'ssb', kvam, {
    due: `2026-11-10T${evening}`,
    status: 'in_progress',
  }),
  message(on('11-05'), '', 'toll', storvik, { summary: '', letter: 'none' }),
  message(on('11-04'), 'Invitation to comment on the new customs procedure', 'toll', storvik, {
    titleLang: 'en',
    summary: 'Comments are welcome until the end of the year.',
  }),
  message(on('11-04'), 'Merknad til nabovarsel, Strandgata 4', 'aal', granli, {
    due: `2026-11-13T${evening}`,
  }),
  message(on('11-03'), 'Forskuddsskatt, 4. termin', 'skd', kari, {
    due: `2026-11-16T${evening}`,
    statusText: 'Til betaling',
  }),
  message(on('11-03'), 'Arbeidsgiveravgift og skattetrekk, 5. termin', 'skd', fjord, {
    due: `2026-11-16T${evening}`,
    statusText: 'Til betaling',
  }),
  message(ago(1, 30), 'Søknad om skjenkebevilling', 'aal', solgry, {
    status: 'draft',
    due: `2026-11-19T${evening}`,
  }),
  message(ago(4), 'Endring i Foretaksregisteret', 'brg', fjord, { status: 'draft' }),
  message(ago(9), 'Søknad om refusjon av sykepenger', 'nav', haugesund, { status: 'draft' }),
  message(ago(2), 'Mva-melding, 4. termin', 'skd', granli, {
    status: 'awaiting',
    attachments: 1,
    service: 'Mva-melding',
  }),
  message(ago(20), 'Inntektsmelding', 'nav', nordlys, { status: 'awaiting', attachments: 1 }),
  message(ago(30), 'Gammel reklame for et kurs', 'brg', lunde, { filed: 'bin', letter: 'melding' }),
  message(ago(33), 'Kvittering for årsavgift', 'skd', granli, {
    filed: 'archive',
    status: 'completed',
    attachments: 1,
  }),
];

const kinds: readonly [string, Owner, number?][] = [
  ['Kvittering for mottatt A-melding', 'skd', 1],
  ['Skatteoppgjør er klart', 'skd', 1],
  ['Egenandel for sykepenger', 'nav'],
  ['Refusjon er utbetalt', 'nav', 1],
  ['Registrering er gjennomført', 'brg', 1],
  ['Påminnelse om oppdatering av rolle', 'brg'],
  ['Omsetningsstatistikk er mottatt', 'ssb'],
  ['Tilsynsrapport', 'mat', 2],
  ['Tollkvittering', 'toll', 1],
  ['Kommunale avgifter', 'aal', 1],
];
const dueKinds: readonly [string, Owner][] = [
  ['Mva-melding, 5. termin', 'skd'],
  ['A-melding, november', 'skd'],
  ['Lønnsstatistikk', 'ssb'],
  ['Svar på tilsyn', 'at'],
];
const recipients = [fjord, granli, nordlys, lunde, brattvag, storvik, haugesund, solgry, kvam, roed, kari];
/** Deadlines per day of the strip beyond the named ones: day of the month from 12 November, how many, which. */
const dueDays: readonly [number, number, number][] = [
  [4, 4, 1],
  [5, 1, 2],
  [6, 1, 3],
  [8, 1, 2],
  [11, 1, 3],
  [12, 1, 2],
  [15, 1, 3],
  [18, 2, 2],
  [21, 1, 3],
  [25, 9, 1],
  [28, 12, 0],
  [29, 1, 3],
];

/** Makes the rest, up to a count. */
export function messages(count: number): SampleMessage[] {
  const list = [...named];
  for (const [days, many, kind] of dueDays) {
    for (let index = 0; index < many; index++) {
      const [title, owner] = dueKinds[kind] ?? dueKinds[0]!;
      list.push(
        message(ago(12 + index, 17 * days), title, owner, recipients[(index + days) % recipients.length]!, {
          due: new Date(Date.parse(`2026-11-12T${evening}`) + days * 86_400_000).toISOString(),
          status: index % 3 === 0 ? 'requires_attention' : 'in_progress',
          ...(index % 3 === 1 && { statusText: 'Kan fylles ut' }),
          service: title.split(',')[0] ?? title,
        }),
      );
    }
  }
  for (let index = 0; list.length < count; index++) {
    const [title, owner, attachments = 0] = kinds[index % kinds.length]!;
    const days = 5 + Math.floor((index * 330) / count);
    list.push(
      message(
        ago(days, (index * 37) % 600),
        `${title}, sak ${2026000 + index}`,
        owner,
        recipients[(index * 7) % recipients.length]!,
        {
          attachments,
          unread: index % 37 === 3,
          status: index % 4 === 0 ? 'completed' : 'not_applicable',
          service: title,
          filed: index % 6 === 5 ? 'archive' : index % 29 === 7 ? 'bin' : 'open',
        },
      ),
    );
  }
  return list;
}
