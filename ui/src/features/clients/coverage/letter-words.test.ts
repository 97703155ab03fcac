import { describe, expect, it } from 'vitest';
import type { ClientLack, Language } from '~/api/generated/surface';
import { loadCatalogue, makeWords } from '~/i18n';
import { letterTo, lettersTo } from './letter-words';

const facts = { firmName: 'Lunde Regnskap AS', firmOrgNo: '310456780', agentTitle: 'KystMva' };
const lack = (name: string, more: Partial<ClientLack> = {}): ClientLack => ({
  id: name,
  name,
  orgNo: '314000103',
  isDeleted: false,
  toGive: [{ code: 'merverdiavgift', name: 'Merverdiavgift', onlyByRole: null, isService: false }],
  toRegister: [],
  ...more,
});
const words = async (language: Language = 'nb') => makeWords(language, await loadCatalogue(language));

describe('a text to a client', () => {
  it('says to whom, why, which package, and how', async () => {
    const text = letterTo(await words(), facts, lack('Hjelle Gård'));
    expect(text).toMatch(/^Hei, Hjelle Gård\n\n/);
    expect(text).toContain('KystMva');
    expect(text).toContain('4. Gi tilgangspakken «Merverdiavgift».');
    expect(text).toContain('310\u2009456\u2009780');
    expect(text).toMatch(/Hilsen Lunde Regnskap AS$/);
    expect(text).not.toContain('Fullmakt ');
  });

  it('asks for a registration where only a role carries the package, and for nothing else then', async () => {
    const text = letterTo(
      await words(),
      facts,
      lack('Hjelle Gård', { toGive: [], toRegister: ['regnskapsforer'] }),
    );
    expect(text).toContain('er deres regnskapsfører');
    expect(text).not.toContain('Gi tilgangspakken');
  });

  it('is one for those who lack the same, and none for a deleted client', async () => {
    const text = lettersTo(await words(), facts, [
      lack('A AS'),
      lack('B AS'),
      lack('C AS', { toGive: [], toRegister: ['revisor'] }),
      lack('D AS', { isDeleted: true }),
    ]);
    expect(text.match(/Hilsen/g)).toHaveLength(2);
    expect(text).toContain('Til: A AS, B AS');
    expect(text).toContain('Hei, C AS');
    expect(text).not.toContain('D AS');
  });

  it('can be had in all three languages', async () => {
    const one = lack('Hjelle Gård');
    expect(letterTo(await words('nn'), facts, one)).toContain('Gi tilgangspakken «Merverdiavgift».');
    expect(letterTo(await words('en'), facts, one)).toContain('Give the access package “Merverdiavgift”.');
  });
});
