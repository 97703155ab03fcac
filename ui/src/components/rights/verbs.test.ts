import { expect, it } from 'vitest';
import type { Verb } from '~/api/generated/surface';
import { binds, sortVerbs } from './verbs';

it('puts what binds last, and says each act once', () => {
  const verbs: Verb[] = [
    { kind: 'sign' },
    { kind: 'other', action: 'attest' },
    { kind: 'read' },
    { kind: 'submit' },
    { kind: 'read' },
    { kind: 'other', action: 'attest' },
    { kind: 'other', action: 'scope' },
  ];
  expect(sortVerbs(verbs)).toEqual([
    { kind: 'read' },
    { kind: 'other', action: 'attest' },
    { kind: 'other', action: 'scope' },
    { kind: 'submit' },
    { kind: 'sign' },
  ]);
});

it('knows which acts bind', () => {
  expect(binds({ kind: 'submit' })).toBe(true);
  expect(binds({ kind: 'sign' })).toBe(true);
  expect(binds({ kind: 'write' })).toBe(false);
});
