import { describe, expect, it } from 'vitest';
import type { Catalogue } from './catalogue';
import { makeWords } from './words';

const compiled = `{
  "common.close": "Lukk {alt}",
  "common.yesterdayAt": [{ "type": 0, "value": "i går " }, { "type": 1, "value": "clock" }]
}`;
const t = makeWords('nb', JSON.parse(compiled) as Catalogue);

describe('words', () => {
  it('gives plain text as it was compiled, braces and all', () => {
    expect(t('common.close')).toBe('Lukk {alt}');
    expect(t.rich('common.close')).toBe('Lukk {alt}');
  });

  it('puts arguments into the others', () => {
    expect(t('common.yesterdayAt', { clock: '16.05' })).toBe('i går 16.05');
  });
});
