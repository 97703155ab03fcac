import { describe, expect, it } from 'vitest';
import type { ErrorCode, Failure, Language } from '~/api/generated/surface';
import { loadCatalogue, makeWords } from '~/i18n';
import { nextSteps, sentenceOf } from './sentences';

const codes = Object.keys(nextSteps) as ErrorCode[];
const failure = (code: ErrorCode, context: Record<string, string> = {}): Failure => ({
  code,
  retry: 'never',
  afterS: null,
  upstreamCode: null,
  traceId: null,
  context,
});

describe.each<Language>(['nb', 'nn', 'en'])('sentences in %s', (language) => {
  it('say what happened, what it means and what to do, each of its own, for every code', async () => {
    const t = makeWords(language, await loadCatalogue(language));
    const seen = new Map<string, string>();
    for (const code of codes) {
      const { what, means, next } = sentenceOf(t, failure(code));
      for (const part of [what, means, next]) {
        expect(part, code).not.toBe('');
        expect(part, code).not.toMatch(/errors\.|[{}]/);
      }
      expect(means, code).toMatch(/[.!]$/);
      expect(next, code).toMatch(/[.!]$/);
      const whole = `${what} ${means} ${next}`;
      expect(seen.get(whole), `${code} reads as ${seen.get(whole) ?? ''}`).toBeUndefined();
      seen.set(whole, code);
    }
  });

  it('name the facts that the core gave', async () => {
    const t = makeWords(language, await loadCatalogue(language));
    expect(sentenceOf(t, failure('link_foreign_host', { host: 'altinn.example' })).means).toContain(
      'altinn.example',
    );
    expect(sentenceOf(t, failure('link_other_environment', { environment: 'tt02' })).means).toContain('TT02');
    expect(sentenceOf(t, failure('missing_rights', { items: '«Lønn»' })).means).toContain('«Lønn»');
    expect(sentenceOf(t, { ...failure('rate_limited'), afterS: 30 }).next).toContain('30');
  });

  it('have words for a code that this window does not know', async () => {
    const t = makeWords(language, await loadCatalogue(language));
    const { what } = sentenceOf(t, failure('from_the_future' as ErrorCode));
    expect(what).toBe(sentenceOf(t, failure('unexpected')).what);
  });
});
