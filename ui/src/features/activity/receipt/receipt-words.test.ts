import { beforeAll, describe, expect, it } from 'vitest';
import type { Act, Receipt, Review } from '~/api/generated/surface';
import { loadCatalogue, makeDates, makeWords, type Words } from '~/i18n';
import { byLabel, byWords, outcomeOf, receiptProof, receiptTitle } from './receipt-words';

let t: Words;
beforeAll(async () => {
  t = makeWords('nb', await loadCatalogue('nb'));
});
const review = {
  system: { title: 'SmartCloud Regnskap' },
  organisation: { name: 'Fjord Snekkeri AS' },
} as Review;
const at = '2026-11-12T13:28:07Z';

it('says what holds afterwards', () => {
  const title = (act: Act) => receiptTitle(t, { act, review });
  expect(title('approved')).toBe('SmartCloud Regnskap har nå tilgang for Fjord Snekkeri AS');
  expect(title('rejected')).toBe('SmartCloud Regnskap fikk ikke tilgang for Fjord Snekkeri AS');
  expect(title('withdrawn')).toBe('SmartCloud Regnskap har ikke lenger tilgang for Fjord Snekkeri AS');
  expect(title('approve_failed')).toBe('SmartCloud Regnskap ble ikke godkjent for Fjord Snekkeri AS');
});

it('has a title and a label for every act', () => {
  const acts: Act[] = [
    'signed_in',
    'signed_out',
    'approved',
    'approve_failed',
    'rejected',
    'reject_failed',
    'forwarded',
    'handed_off',
    'changed',
    'changed_partly',
    'created',
    'create_failed',
    'own_organisation_added',
    'own_organisation_removed',
    'withdrawn',
    'withdraw_failed',
    'exported',
    'clients_changed',
    'agent_added',
    'agent_removed',
    'clients_left',
  ];
  for (const act of acts) {
    expect(receiptTitle(t, { act, review })).not.toContain('activity.');
    expect(byLabel(t, act)).not.toContain('activity.');
  }
});

describe('receiptProof', () => {
  const proof = (more: Partial<Receipt>) =>
    receiptProof(t, makeDates(t), { act: 'approved', at, observed: false, ...more });

  it('says what Altinn confirmed, to the second', () => {
    expect(proof({})).toBe('Bekreftet av Altinn 12. november 2026 kl. 14.28.07');
  });

  it('does not claim more than was seen', () => {
    expect(proof({ observed: true })).toBe(
      'Avgjort på Altinns side, sett herfra 12. november 2026 kl. 14.28.07',
    );
    expect(proof({ act: 'approve_failed' })).toBe('Forsøkt 12. november 2026 kl. 14.28.07');
    expect(proof({ act: 'handed_off' })).toBe('Notert 12. november 2026 kl. 14.28.07');
  });
});

it('names the person only where the person is known', () => {
  expect(byWords(t, { observed: false, person: 'Kari Haugen', role: 'tilgangsstyrer' })).toBe(
    'Kari Haugen, tilgangsstyrer',
  );
  expect(byWords(t, { observed: false, person: 'Kari Haugen', role: null })).toBe('Kari Haugen');
  expect(byWords(t, { observed: true, person: 'Kari Haugen', role: null })).toContain(
    'Altinn sier ikke hvem',
  );
});

it('tells what an act came to', () => {
  expect(outcomeOf('approved')).toBe('granted');
  expect(outcomeOf('withdrawn')).toBe('ended');
  expect(outcomeOf('reject_failed')).toBe('failed');
  expect(outcomeOf('forwarded')).toBe('noted');
});
