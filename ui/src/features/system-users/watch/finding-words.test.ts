import '~/test/gaps';
import { beforeAll, expect, it } from 'vitest';
import type { DriftItem, Finding, SystemUserRow } from '~/api/generated/surface';
import { loadCatalogue, makeDates, makeWords, type Dates, type Words } from '~/i18n';
import { accessName, accessTag } from '../access-words';
import { findingTag, findingText, newsOf, toneOf } from './finding-words';

let t: Words;
let dates: Dates;
beforeAll(async () => {
  t = makeWords('nb', await loadCatalogue('nb'));
  dates = makeDates(t, () => new Date('2026-11-12T13:32:00Z'));
});
const item = (id: string, name: string, inPackage: string | null): DriftItem => ({
  isPackage: false,
  id,
  name,
  owner: 'Skatteetaten',
  package: inPackage,
  packageUrn: null,
  seenAt: '2026-11-04T08:00:00Z',
});
const came: Finding = {
  kind: 'services_added',
  services: [item('a', 'A', 'Regnskap'), item('b', 'B', 'Regnskap'), item('c', 'C', 'Lønn')],
  since: { kind: 'receipt', number: '2026-0147', at: '2026-03-12T10:00:00Z' },
};
const bankrupt: Finding = { kind: 'vendor_problem', register: { kind: 'bankrupt' } };
const due: Finding = { kind: 'review_due', on: '2026-11-10' };
const row: SystemUserRow = {
  partyUuid: 'p',
  id: 'u',
  title: 'SmartCloud Regnskap',
  initials: 'SR',
  kind: 'own',
  vendor: 'SmartCloud AS',
  vendorOrgNo: '310923605',
  organisation: 'Fjord Snekkeri AS',
  created: null,
  findings: [],
  fingerprint: '',
  changeWaits: null,
  reviewOn: null,
};

it('says in a tag what was found', () => {
  expect(findingTag(t, came)).toEqual({ tone: 'warning', text: '3 nye' });
  expect(findingTag(t, bankrupt)).toEqual({ tone: 'danger', text: 'Leverandør konkurs' });
  expect(findingTag(t, due)).toEqual({ tone: 'info', text: 'Se over' });
});

it('says on the page which packages grew, since when, and who got it without asking', () => {
  expect(findingText(t, dates, came, 'SmartCloud AS')).toEqual({
    title: '3 nye tjenester siden du godkjente 12. mars 2026',
    text: 'Tjenesteeierne har lagt dem i pakkene «Regnskap» og «Lønn». SmartCloud AS fikk dem uten å spørre deg.',
  });
});

it('does not say «approved» of what was only seen', () => {
  const seen: Finding = { ...came, since: { kind: 'first_seen', at: '2026-03-12T10:00:00Z' } };
  expect(findingText(t, dates, seen, 'V').title).not.toContain('godkjente');
});

it('looks as serious as the most serious of them', () => {
  expect(toneOf([came, due])).toBe('warning');
  expect(toneOf([came, bankrupt])).toBe('danger');
  expect(toneOf([due])).toBe('info');
});

it('marks what came with the day it was first seen', () => {
  expect([...newsOf([came, due]).keys()]).toEqual(['a', 'b', 'c']);
});

it('gives a row one tag, the most serious, and its name all of them in words', () => {
  const found = { ...row, findings: [bankrupt, came], changeWaits: 'k' };
  expect(accessTag(t, found, true)?.text).toBe('Leverandør konkurs');
  expect(accessName(t, found, true)).toBe(
    'SmartCloud Regnskap, SmartCloud AS, for Fjord Snekkeri AS, Leverandør konkurs, 3 nye tjenester, Flyttes, Endring venter',
  );
  expect(accessTag(t, { ...row, changeWaits: 'k' }, false)?.text).toBe('Endring venter');
  expect(accessTag(t, row, false)).toBeNull();
});
