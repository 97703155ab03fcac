import { describe, expect, it } from 'vitest';
import { languageOf } from './catalogue';

describe('languageOf', () => {
  it('takes what the address tells', () => {
    expect(languageOf('?language=nn')).toBe('nn');
    expect(languageOf('?a=1&language=en')).toBe('en');
  });

  it('takes no other', () => {
    for (const search of ['', '?language=', '?language=sv', '?language=constructor']) {
      expect(languageOf(search)).toBe(null);
    }
  });
});
