import { describe, expect, it } from 'vitest';
import type { Cell, CellState, Language } from '~/api/generated/surface';
import { sentenceOf } from '~/errors';
import { unexpected } from '~/errors/CommandError';
import { loadCatalogue, makeWords } from '~/i18n';
import type { Words } from '~/i18n';
import { packageNames as samplePackages } from '~/sample/data/clients/firm';
import { cellPhrase, lookOf, packageNames, type CellLook } from './cell-words';

const namesIn = (t: Words) => packageNames(t, samplePackages);
const cell = (state: CellState, more: Partial<Cell> = {}): Cell => ({
  state,
  canAdd: [],
  lacks: [],
  failure: null,
  ...more,
});

describe('a cell', () => {
  it('names what is lacking by the name of the package', async () => {
    const t = makeWords('nb', await loadCatalogue('nb'));
    const missing = cell('missing', { lacks: ['regnskapsforer-med-signeringsrettighet'] });
    const said = cellPhrase(t, (failure) => sentenceOf(t, failure), namesIn(t), missing, 'missing');
    expect(said).toBe('Mangler pakke Regnskapsfører med signeringsrettighet');
  });

  it('says of a single service that it is one', async () => {
    const t = makeWords('nb', await loadCatalogue('nb'));
    const code = 'urn:altinn:resource:ske-mva-kompensasjon';
    const service = { code, name: 'Kompensasjon', onlyByRole: null, isService: true };
    const partly = cell('partly', { canAdd: [code, 'merverdiavgift'] });
    const names = packageNames(t, [...samplePackages, service]);
    const said = cellPhrase(t, (failure) => sentenceOf(t, failure), names, partly, 'partly');
    expect(said).toContain('Kompensasjon (enkelttjeneste) og Merverdiavgift');
  });

  it('says why a job could not change it', async () => {
    const t = makeWords('nb', await loadCatalogue('nb'));
    const failed = cell('failed', { failure: { ...unexpected('test'), code: 'client_lacks_package' } });
    const said = cellPhrase(t, (failure) => sentenceOf(t, failure), namesIn(t), failed, 'failed');
    expect(said).toBe('Feilet: Klienten har ikke gitt dere tilgangspakken');
  });

  it('shows a wish only where it can be had', () => {
    expect(lookOf(cell('can_add', { canAdd: ['merverdiavgift'] }), 'add')).toBe('adding');
    expect(lookOf(cell('has'), 'add')).toBe('has');
    expect(lookOf(cell('has'), 'remove')).toBe('removing');
    expect(lookOf(cell('missing', { lacks: ['merverdiavgift'] }), 'add')).toBe('missing');
    expect(lookOf(cell('pending'), 'add')).toBe('pending');
  });

  it.each<Language>(['nb', 'nn', 'en'])('has a phrase of its own for every look in %s', async (language) => {
    const t = makeWords(language, await loadCatalogue(language));
    const looks: CellLook[] = [
      'has',
      'partly',
      'can_add',
      'missing',
      'pending',
      'failed',
      'unread',
      'adding',
      'removing',
    ];
    const said = looks.map((look) =>
      cellPhrase(
        t,
        (failure) => sentenceOf(t, failure),
        namesIn(t),
        cell('has', { lacks: ['merverdiavgift'], canAdd: ['a-ordning'] }),
        look,
      ),
    );
    expect(new Set(said).size).toBe(looks.length);
    for (const one of said) expect(one).not.toMatch(/clients\.|[{}]/);
  });
});
