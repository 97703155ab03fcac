// Packages and services of the sample: names as in the design's pictures, texts invented.
import type { ItemCheck, PackageView, ServiceView, Verb } from '~/api/generated/surface';

const owners: Record<string, string> = {
  Sk: 'Skatteetaten',
  Br: 'Brønnøysundregistrene',
  NAV: 'NAV',
  SSB: 'Statistisk sentralbyrå',
  To: 'Tolletaten',
  Di: 'Digitaliseringsdirektoratet',
};

const can: ItemCheck = { kind: 'can' };

/** A service; `acts` is e.g. `read write submit`. */
export function service(
  resourceId: string,
  name: string,
  mark: string,
  acts: string,
  what?: string,
): ServiceView {
  return {
    resourceId,
    name,
    owner: owners[mark] ?? null,
    ownerMark: mark,
    what: what ?? `Gir rett til å bruke «${name}» på vegne av virksomheten.`,
    verbs: acts
      .split(' ')
      .filter(Boolean)
      .map((kind) => ({ kind }) as Verb),
    unknown: false,
    check: can,
  };
}

const fill = 'read write submit';

/** Regnskap og økonomirapportering. */
export const accounting: PackageView = {
  urn: 'urn:altinn:accesspackage:regnskap-okonomi-rapport',
  name: 'Regnskap og økonomirapportering',
  description: 'Gir fullmakt til tjenester for regnskapsrapportering og øvrig økonomisk rapportering.',
  area: 'Skatt, avgift, regnskap og toll',
  services: [
    service(
      'arsregnskap',
      'Årsregnskap',
      'Br',
      fill,
      'Sende inn årsregnskap med noter og revisjonsberetning.',
    ),
    service('skattemelding-as', 'Skattemelding for aksjeselskap', 'Sk', fill),
    service('mva-melding', 'Mva-melding', 'Sk', fill, 'Levere mva-melding og se tidligere meldinger.'),
    service('aksjonaerregister', 'Aksjonærregisteroppgaven', 'Sk', fill),
    service('regnskapsstatistikk', 'Regnskapsstatistikk', 'SSB', 'write submit'),
    service('tredjepart', 'Tredjepartsopplysninger', 'Sk', 'read'),
    service('rrh', 'Reelle rettighetshavere', 'Br', 'read'),
    service('saldo', 'Saldo og skattekonto', 'Sk', 'read'),
  ],
  cues: [{ code: 'may_submit', level: 'caution', context: {} }],
  unknown: false,
  check: can,
};

/** Lønn. */
export const payroll: PackageView = {
  urn: 'urn:altinn:accesspackage:lonn',
  name: 'Lønn',
  description: 'Gir fullmakt til tjenester for lønn og honorar for ansatte.',
  area: 'Personale',
  services: [
    service(
      'a-melding',
      'A-melding',
      'Sk',
      fill,
      'Sende inn a-melding med lønn og skattetrekk for hver ansatt.',
    ),
    service('inntektsmelding', 'Inntektsmelding', 'NAV', fill),
    service('skattekort', 'Skattekort for arbeidsgiver', 'Sk', 'read'),
    service('refusjon', 'Refusjon av sykepenger', 'NAV', 'read write'),
    service('lonnsstatistikk', 'Lønnsstatistikk', 'SSB', 'write'),
  ],
  cues: [{ code: 'sees_payroll', level: 'caution', context: {} }],
  unknown: false,
  check: can,
};

/** Krav og betalinger, alone. */
export const claims: ServiceView = service('ske-krav-og-betalinger', 'Krav og betalinger', 'Sk', 'read');

/** Merverdiavgift. */
export const vat: PackageView = {
  ...accounting,
  urn: 'urn:altinn:accesspackage:merverdiavgift',
  name: 'Merverdiavgift',
  description: 'Gir fullmakt til tjenester for merverdiavgift.',
  services: [
    service(
      'mva-melding-innrapportering',
      'Mva-melding',
      'Sk',
      fill,
      'Levere mva-melding og se tidligere meldinger.',
    ),
    service('mva-tilbakemelding', 'Mva, tilbakemeldinger', 'Sk', 'read'),
  ],
};

/** Toll. */
export const customs: PackageView = {
  ...accounting,
  urn: 'urn:altinn:accesspackage:toll',
  name: 'Toll',
  description: 'Gir fullmakt til tjenester for tollbehandling.',
  services: [
    service('toll-deklarasjoner', 'Deklarasjoner, innsyn', 'To', 'read'),
    service('saldo', 'Saldo og skattekonto', 'Sk', 'read'),
  ],
  cues: [],
};

/** eFormidling, alone. */
export const invoicing: ServiceView = service(
  'eformidling-faktura',
  'eFormidling, mottak av faktura',
  'Di',
  'read write',
);

/** A package with very many services, for the grouping by owner. */
export const everything: PackageView = {
  ...accounting,
  urn: 'urn:altinn:accesspackage:regnskapsforer-med-signeringsrettighet',
  name: 'Regnskapsfører med signeringsrettighet',
  services: Array.from({ length: 46 }, (_, index) =>
    service(
      `tjeneste-${index}`,
      `Tjeneste nummer ${index + 1}`,
      ['Sk', 'Br', 'NAV', 'SSB'][index % 4] ?? 'Sk',
      index % 5 === 0 ? 'read write sign' : 'read write',
    ),
  ),
  cues: [{ code: 'may_sign', level: 'caution', context: {} }],
};
