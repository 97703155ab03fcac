import '~/test/gaps';
import { beforeAll, expect, it } from 'vitest';
import type { Cue, CueCode } from '~/api/generated/surface';
import { loadCatalogue, makeWords, type Words } from '~/i18n';
import { cueWords } from './Cue';

let t: Words;
beforeAll(async () => {
  t = makeWords('nb', await loadCatalogue('nb'));
});
const cue = (code: CueCode, context: Record<string, string>): Cue => ({ code, level: 'note', context });

it('says how much is asked for, by the facts that the core gives', () => {
  const broad = cue('broad', { services: '38', areas: '4' });
  expect(cueWords(t, broad, 'short')).toBe('38 tjenester');
  expect(cueWords(t, broad, 'long')).toBe('Ber om mye: 38 tjenester');
});

it('says how old a request is where its age does not stand beside it', () => {
  const old = cue('old', { days: '29' });
  expect(cueWords(t, old, 'short')).toBe('Eldre enn 14 dager');
  expect(cueWords(t, old, 'long')).toBe('Forespørselen er 29 dager gammel');
});
