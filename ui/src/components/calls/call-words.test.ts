import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { loadCatalogue, makeWords } from '~/i18n';
import { callWords } from './call-words';

it('has words for every call to Altinn that the core counts', async () => {
  const kinds = [
    ...readFileSync('../crates/altinn/src/kinds.rs', 'utf8').matchAll(/^\s+[A-Z_]+ = "(\w+)"/gm),
  ];
  expect(kinds.length).toBeGreaterThan(50);
  for (const language of ['nb', 'nn', 'en'] as const) {
    const t = makeWords(language, await loadCatalogue(language));
    const unsaid = kinds.map(([, kind = '']) => kind).filter((kind) => !t.has(`calls.${kind}`));
    expect(unsaid, language).toEqual([]);
    expect(callWords(t, 'altinn_exchange')).not.toBe('altinn exchange');
  }
});
