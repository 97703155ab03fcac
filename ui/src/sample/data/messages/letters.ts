// What the letters of the sample say: trees as the core makes them, and what comes with them.
import type {
  Attachment,
  ContentBlock,
  ContentInline,
  ContentTree,
  Melding,
  MessageAction,
  Opened,
  TransmissionRow,
} from '~/api/generated/surface';
import { ago, now } from '../reviews';
import type { SampleMessage } from './rows';

const text = (value: string): ContentInline => ({ kind: 'text', text: value });
const strong = (value: string): ContentInline => ({ kind: 'strong', inlines: [text(value)] });
const paragraph = (...inlines: (ContentInline | string)[]): ContentBlock => ({
  kind: 'paragraph',
  inlines: inlines.map((one) => (typeof one === 'string' ? text(one) : one)),
});
const tree = (...blocks: ContentBlock[]): ContentTree => ({ blocks, truncated: false, omitted: false });
const link = (words: string, href: string, shown: string, ownHost: boolean): ContentInline => ({
  kind: 'link',
  link: { href, kind: 'web', shown, ownHost, cautions: [] },
  inlines: [text(words)],
});
const cell = (words: string, header = false, end = false) => ({
  header,
  align: end ? ('end' as const) : null,
  blocks: [paragraph(words)],
});

const tax = tree(
  paragraph(
    'Vi har ikke fått mva-meldingen for ',
    strong('4. termin (juli og august) 2026'),
    '. Hvis du ikke leverer, fastsetter vi avgiften ut fra det vi vet.',
  ),
  { kind: 'heading', level: 1, inlines: [text('Dette må du gjøre')] },
  {
    kind: 'list',
    start: 1,
    items: [
      { blocks: [paragraph('Lever mva-meldingen innen ', strong('26. november'), '.')] },
      { blocks: [paragraph('Har du ikke hatt omsetning, leverer du en melding med null.')] },
    ],
  },
  {
    kind: 'table',
    rows: [
      {
        cells: [
          cell('Termin', true),
          cell('Opprinnelig frist', true),
          cell('Beløp vi fastsetter', true, true),
        ],
      },
      { cells: [cell('4. termin 2026'), cell('10. okt.'), cell('84 200 kr', false, true)] },
      { cells: [cell('Tvangsmulkt per dag'), cell('fra 27. nov.'), cell('652 kr', false, true)] },
    ],
  },
  paragraph(
    'Du kan klage innen seks uker. Les mer om ',
    link('fastsetting ved skjønn', 'https://www.skatteetaten.no/skjonn', 'skatteetaten.no', false),
    '.',
  ),
);
const plain = (title: string) =>
  tree(
    paragraph(`Dette gjelder ${title.toLowerCase()}.`),
    paragraph('Opplysningene er registrert hos oss. Du trenger ikke gjøre noe nå.'),
    paragraph('Har du spørsmål, svarer du i tjenesten eller ringer oss på hverdager mellom 9 og 15.'),
  );

const file = (id: string, name: string, size: number | null, more: Partial<Attachment> = {}): Attachment => ({
  id,
  name,
  mediaType: /\.pdf$/.test(name)
    ? 'PDF'
    : /\.(png|jpg)$/.test(name)
      ? 'Bilde'
      : /\.exe$/.test(name)
        ? 'Program'
        : 'Fil',
  size,
  expires: null,
  state: { kind: 'not_fetched' },
  saveOnly: false,
  viewable: true,
  browserHost: null,
  ...more,
});
const action = (
  id: string,
  title: string,
  rank: MessageAction['rank'],
  more: Partial<MessageAction> = {},
): MessageAction => ({
  id,
  title,
  rank,
  inBrowser: true,
  host: 'skatteetaten.no',
  prompt: null,
  deletes: false,
  authorised: true,
  busy: false,
  unsettled: null,
  ...more,
});

const melding = (): Melding => ({
  id: 'corr-1',
  confirmationNeeded: true,
  confirmedAt: null,
  confirming: false,
  confirm: { way: 'api', reason: null },
  readAt: ago(0),
  purge: { way: 'api', reason: null },
  failure: null,
});

/** What one gets who opens a message of the sample. */
export function openedLetter({ row, letter }: SampleMessage): Opened {
  const common: Opened = {
    readAt: new Date(now - 60_000).toISOString(),
    outdated: false,
    body: { kind: 'shown', document: plain(row.title), lang: 'nb' },
    additional: null,
    attachments: Array.from({ length: row.attachments }, (_, index) =>
      file(`a${index}`, `Vedlegg ${index + 1}.pdf`, 90_000 + 31_000 * index),
    ),
    transmissions: row.transmissions,
    lastTransmission: row.transmissions > 0 ? ago(13) : null,
    activities: [
      { at: ago(0, 1), kind: 'dialog_opened', by: 'Kari Haugen', text: null },
      { at: row.at, kind: 'dialog_created', by: null, text: null },
    ],
    actions: [],
    melding: null,
    expires: null,
    elsewhere: null,
  };
  switch (letter) {
    case 'tax':
      return {
        ...common,
        body: { kind: 'shown', document: tax, lang: 'nb' },
        attachments: [
          file('a0', 'Varsel om fastsetting.pdf', 184_000, { state: { kind: 'kept' } }),
          file('a1', 'Utregning 4. termin.pdf', null, { expires: ago(-14) }),
        ],
        activities: [
          { at: ago(0, 1), kind: 'dialog_opened', by: 'Kari Haugen', text: null },
          { at: ago(13), kind: 'transmission_opened', by: 'Odd Lunde', text: null },
          { at: ago(20), kind: 'information', by: null, text: 'Fristen er forlenget med to uker' },
          { at: ago(33), kind: 'dialog_created', by: null, text: null },
        ],
        actions: [
          action('act1', 'Lever mva-melding', 'primary'),
          action('act2', 'Be om utsettelse', 'secondary', {
            inBrowser: false,
            prompt: 'Be om to ukers utsettelse? Skatteetaten svarer i meldingen.',
          }),
        ],
      };
    case 'melding':
      return {
        ...common,
        melding: row.filed === 'bin' ? { ...melding(), confirmationNeeded: false } : melding(),
        attachments: [
          file('a0', 'Pålegg.pdf', 210_000),
          file('a1', 'Skjema for timelister.exe', 1_900_000, { saveOnly: true, viewable: false }),
          file('a2', 'Gamle rutiner.pdf', 44_000, { state: { kind: 'expired' } }),
        ],
      };
    case 'failed':
      return {
        ...common,
        body: {
          kind: 'failed',
          failure: {
            code: 'content_unavailable',
            retry: 'later',
            afterS: null,
            upstreamCode: null,
            traceId: null,
            context: { host: 'innhold.mattilsynet.no' },
          },
        },
      };
    case 'none':
      return { ...common, body: { kind: 'none' } };
    case 'threads':
      return {
        ...common,
        additional: tree(paragraph('Saken kan også følges i kommunens innsynsløsning.')),
        elsewhere: { host: 'innsyn.alesund.kommune.no', actionId: 'act3' },
        actions: [
          action('act1', 'Svar kommunen', 'primary', { inBrowser: false }),
          action('act2', 'Last opp tegninger', 'secondary', { authorised: false }),
          action('act3', 'Be om møte', 'tertiary'),
          action('act4', 'Trekk søknaden', 'tertiary', {
            inBrowser: false,
            prompt: 'Trekke søknaden? Den må sendes på nytt.',
          }),
        ],
      };
    default:
      return common;
  }
}

const threadKinds = ['decision', 'submission', 'request', 'information', 'alert', 'correction'] as const;

/** A window of the transmissions of a message. */
export function transmission({ row, letter }: SampleMessage, index: number): TransmissionRow {
  const kind = threadKinds[index % threadKinds.length]!;
  const fromParty = kind === 'submission' || kind === 'correction';
  return {
    id: `t${index}`,
    kind,
    fromParty,
    title:
      letter === 'tax'
        ? (['Forlenget frist', 'Purring på 4. termin'][index] ?? 'Brev')
        : ([
            'Vedtak om rammetillatelse',
            'Svar på merknader',
            'Spørsmål om avkjørsel',
            'Orientering til naboer',
            'Viktig om frist',
            'Rettede tegninger',
          ][index % 6] ?? '') + (index > 5 ? ` ${index + 1}` : ''),
    summary: index % 2 === 0 ? 'Åpnes hos tjenesteeieren når du leser.' : null,
    sender: fromParty ? row.recipient : null,
    at: ago(13 + index * (letter === 'many' ? 0.01 : 9)),
    opened: index % 3 !== 0,
    authorised: index % 11 !== 4,
    depth: index % 6 === 1 || index % 6 === 2 ? index % 6 : 0,
    attachments: index % 4 === 1 ? [file(`ta${index}`, 'Situasjonsplan.pdf', 480_000)] : [],
    hasContent: true,
    body: null,
  };
}

/** The content of a transmission, once it is opened. */
export const transmissionBody = tree(
  paragraph('Vi viser til saken og sender dette som svar på spørsmålet ditt.'),
);
