import { describe, expect, it } from 'vitest';
import { softHyphens } from './soft-hyphens';

const shown = (text: string) => softHyphens(text).replaceAll('\u00AD', '-');

describe('a long name in a narrow head', () => {
  it('may be broken between syllables, and never near its ends', () => {
    expect(shown('Bankavstemming')).toBe('Ban-kavs-tem-ming');
    expect(shown('Lønnsportalen')).toBe('Lønns-por-ta-len');
  });

  it('is left alone where it fits', () => {
    expect(shown('SmartCloud Regnskap')).toBe('SmartCloud Regnskap');
    expect(shown('Lunde Årsoppgjør')).toBe('Lunde Årsoppgjør');
  });
});
