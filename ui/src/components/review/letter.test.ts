import '~/test/gaps';
import { expect, it } from 'vitest';
import type { ColleagueNote, Language, RequestKind } from '~/api/generated/surface';
import { loadCatalogue, makeWords } from '~/i18n';
import { letterOf, longestLetter } from './letter';

const note: ColleagueNote = {
  link: 'https://am.ui.altinn.no/accessmanagement/ui/systemuser/request?id=0f6a2c1e-7f0b-4b7c-9d9e-2f7a0e0c9b11',
  kind: 'own',
  system: 'SmartCloud Regnskap',
  vendor: 'SmartCloud AS',
  vendorOrgNo: '310923605',
  organisation: 'Fjord Snekkeri AS',
  orgNo: '310987654',
  created: '2026-11-11T10:00:00Z',
  services: 14,
  needs: ['access_manager', 'own_authority'],
  missing: [{ isPackage: true, id: 'urn', name: 'Lønn', reasons: ['missing_package'] }],
  whoCan: [],
  escalate: { way: 'none', reason: null },
};
const write = async (language: Language, more: Partial<ColleagueNote> = {}) =>
  letterOf(makeWords(language, await loadCatalogue(language)), { ...note, ...more });

it('says who asks, for what, what one lacks, what the colleague must be, and where it is', async () => {
  const { subject, body } = await write('nb');
  expect(subject).toBe('Kan du avgjøre tilgangen for SmartCloud Regnskap i Fjord Snekkeri AS?');
  expect(body).toContain('fullmakt til 14 tjenester. Forespørselen kom 11. november 2026.');
  expect(body).toContain('Jeg mangler fullmakt til «Lønn».');
  expect(body).toContain('– være tilgangsstyrer i Fjord Snekkeri AS\n– kunne gi «Lønn» videre');
  expect(body).toContain(`\n${note.link}\n`);
});

it('is whole in all three languages, for every kind, and fits a mail program', async () => {
  for (const language of ['nb', 'nn', 'en'] as const) {
    for (const kind of ['own', 'client', 'change'] satisfies RequestKind[]) {
      const { subject, body } = await write(language, { kind, missing: [] });
      expect(body).not.toContain('letter.');
      expect(body).toContain(note.link);
      expect(subject.length + body.length).toBeLessThan(longestLetter);
    }
  }
});
