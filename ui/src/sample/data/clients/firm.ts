// The accounting firm of the sample: its clients, what they have given it, and what lies with whom. Invented, and the
// same every time: a small generator with a fixed seed stands for chance.
import type { AgentKind, GivenByRole, PackageName } from '~/api/generated/surface';

/** A client of the firm. */
export interface SampleClient {
  id: string;
  name: string;
  orgNo: string;
  form: string;
  isDeleted: boolean;
  gives: GivenByRole[];
  /** All that it gives, through any role. */
  given: ReadonlySet<string>;
  tags: string[];
  /** What each agent holds of it. */
  held: Map<string, Set<string>>;
}

/** One that clients are given to. */
export interface SampleAgent {
  id: string;
  kind: AgentKind;
  title: string;
  initials: string;
  vendor: string | null;
  packages: string[];
  services: number;
}

/** Packages by name, and whether only a register role carries them. */
export const packageNames: PackageName[] = [
  ['regnskapsforer-med-signeringsrettighet', 'Regnskapsfører med signeringsrettighet', 'regnskapsforer'],
  ['regnskapsforer-uten-signeringsrettighet', 'Regnskapsfører uten signeringsrettighet', 'regnskapsforer'],
  ['regnskapsforer-lonn', 'Regnskapsfører lønn', 'regnskapsforer'],
  ['merverdiavgift', 'Merverdiavgift', null],
  ['skattegrunnlag', 'Skattegrunnlag', null],
  ['a-ordning', 'A-ordningen', null],
].map(([code, name, onlyByRole]) => ({
  code: code ?? '',
  name: name ?? '',
  onlyByRole: onlyByRole ?? null,
  isService: false,
}));

const system = (
  number: number,
  title: string,
  initials: string,
  vendor: string,
  packages: string[],
  services: number,
): SampleAgent => ({
  id: `5f1c00a0-0000-4000-8000-${String(number).padStart(12, '0')}`,
  kind: 'system_user',
  title,
  initials,
  vendor,
  packages,
  services,
});
const person = (number: number, title: string, initials: string): SampleAgent => ({
  id: `5f1c00b0-0000-4000-8000-${String(number).padStart(12, '0')}`,
  kind: 'person',
  title,
  initials,
  vendor: null,
  packages: [],
  services: 0,
});

/** The firm's agents: nine systems and three people. */
export const sampleAgents: readonly SampleAgent[] = [
  system(1, 'SmartCloud Regnskap', 'SR', 'SmartCloud AS', ['regnskapsforer-med-signeringsrettighet'], 8),
  system(2, 'Lunde Årsoppgjør', 'LÅ', 'Fjordsys AS', ['regnskapsforer-uten-signeringsrettighet'], 6),
  system(3, 'A-melding Pro', 'AP', 'Lønnsom AS', ['regnskapsforer-lonn'], 3),
  system(4, 'KystMva', 'KM', 'Kystdata AS', ['merverdiavgift'], 2),
  system(5, 'Skatteflyt', 'SF', 'Flyt Systemer AS', ['skattegrunnlag'], 4),
  system(
    6,
    'Bankavstemming',
    'BA',
    'SmartCloud AS',
    ['regnskapsforer-uten-signeringsrettighet', 'merverdiavgift'],
    7,
  ),
  system(7, 'Lønnsportalen', 'LP', 'Lønnsom AS', ['regnskapsforer-lonn', 'a-ordning'], 5),
  system(8, 'Årsregnskap Direkte', 'ÅD', 'Fjordsys AS', ['regnskapsforer-med-signeringsrettighet'], 3),
  system(9, 'Oppdrag Bilag', 'OB', 'Oppdrag Skanning AS', ['regnskapsforer-uten-signeringsrettighet'], 2),
  person(1, 'Ingrid Solberg', 'IS'),
  person(2, 'Odd Lunde', 'OL'),
  person(3, 'Tuva Nes', 'TN'),
];

const named = [
  'Aasen Rør og Varme AS',
  'Bakke Bygg AS',
  'Brattvåg Fisk AS',
  'Dalen Elektro AS',
  'Eikeland Transport AS',
  'Fjord Snekkeri AS',
  'Granli Eiendom AS',
  'Haugesund Tak og Blikk AS',
  'Hjelle Gård',
  'Hovden Frisør AS',
  'Kvam Maskin AS',
  'Langøy Havfiske AS',
  'Myklebust Kafé AS',
  'Nordlys Bakeri AS',
  'Oppsal Tannklinikk AS',
  'Rognan Auto AS',
  'Sandvik Båtservice AS',
  'Solgry Gjestegård AS',
  'Storvik Havbruk AS',
  'Vestre Røed Gård',
];
const places = [
  'Ask',
  'Bø',
  'Dal',
  'Eide',
  'Fauske',
  'Gol',
  'Hitra',
  'Inderøy',
  'Jæren',
  'Kvam',
  'Lom',
  'Moss',
];
const trades = [
  'Bygg',
  'Frisør',
  'Kafé',
  'Maskin',
  'Elektro',
  'Tannklinikk',
  'Regn',
  'Transport',
  'Eiendom',
  'Auto',
];

/** Numbers between 0 and 1 in a fixed order. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const weights = [3, 2, 7, 6, 5, 4, 3, 2];
/** The check digit of eight digits, or nothing where they have none. */
export function checkDigit(eight: string): number | null {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(eight[at]), 0);
  const digit = (11 - (sum % 11)) % 11;
  return digit === 10 ? null : digit;
}

/** So many valid synthetic numbers. */
function numbers(count: number): string[] {
  const out: string[] = [];
  for (let base = 31_400_000; out.length < count; base += 37) {
    const digit = checkDigit(String(base));
    if (digit !== null) out.push(`${base}${digit}`);
  }
  return out;
}

/** Makes the clients of a firm; `seed` tells firms apart. */
export function makeClients(count: number, seed = 7): SampleClient[] {
  const next = chance(seed);
  const orgNos = numbers(count + seed * 3).slice(seed * 3);
  return Array.from({ length: count }, (_, index): SampleClient => {
    const more = index - named.length;
    const name =
      named[index] ??
      `${places[more % 12] ?? ''} ${trades[Math.floor(more / 12) % 10] ?? ''}${more >= 120 ? ` ${1 + Math.floor(more / 120)}` : ''} AS`;
    const form = name.endsWith(' AS') ? 'AS' : 'ENK';
    const registered = next() < 0.92;
    const gives: GivenByRole[] = [];
    if (registered)
      gives.push({
        role: 'regnskapsforer',
        packages: [
          // Older engagements without the right to sign.
          ...(next() < 0.9 ? ['regnskapsforer-med-signeringsrettighet'] : []),
          'regnskapsforer-uten-signeringsrettighet',
          'regnskapsforer-lonn',
        ],
      });
    const byHand = ['merverdiavgift', 'skattegrunnlag', 'a-ordning'].filter(
      (_one, at) => next() < [0.78, 0.44, 0.66][at]!,
    );
    if (byHand.length > 0 || !registered)
      gives.push({ role: 'rettighetshaver', packages: byHand.length > 0 ? byHand : ['merverdiavgift'] });
    const given = new Set(gives.flatMap(({ packages }) => packages));
    const held = new Map<string, Set<string>>();
    for (const agent of sampleAgents) {
      const usual = agent.kind === 'person' ? 0.35 : agent.title === 'SmartCloud Regnskap' ? 0.42 : 0.62;
      if (next() >= usual) continue;
      const packages = (agent.kind === 'person' ? [...given] : agent.packages).filter((code) =>
        given.has(code),
      );
      const some = packages.length > 1 && next() < 0.15 ? packages.slice(0, 1) : packages;
      if (some.length > 0) held.set(agent.id, new Set(some));
    }
    return {
      id: `5f1c00c0-0000-4000-8000-${String(seed * 100_000 + index).padStart(12, '0')}`,
      name,
      orgNo: orgNos[index] ?? '',
      form,
      isDeleted: index > 20 && next() < 0.012,
      gives,
      given,
      tags: index % 9 === 4 ? ['Mva-pliktig'] : index % 13 === 6 ? ['Lønn', 'Ny i år'] : [],
      held,
    };
  }).sort((a, b) => a.name.localeCompare(b.name, 'nb'));
}
