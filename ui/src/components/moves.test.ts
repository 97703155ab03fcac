import { expect, it } from 'vitest';
import type { Move } from '~/api/generated/surface';
import { moveOf } from './moves';

const end = (id: string) => ({ id, title: id, vendor: 'V', vendorRegister: { kind: 'active' } as const });
const move: Move = {
  id: 'm',
  partyUuid: 'p',
  organisation: 'O',
  kind: 'own',
  from: end('old'),
  to: { kind: 'request', key: 'new' },
  new: null,
  step: 'new_access',
  comparison: null,
  acceptedLess: false,
  receipt: null,
  beganAt: '2026-11-10T10:00:00Z',
  failure: null,
};

it('is found from either end, and from the request that shall take over, until it is over', () => {
  expect(moveOf([move], { partyUuid: 'p', id: 'old' })).toBe(move);
  expect(moveOf([move], { partyUuid: 'p', id: 'new' })).toBe(move);
  const there: Move = { ...move, to: { kind: 'system', systemId: 's' }, new: end('new'), step: 'check' };
  expect(moveOf([there], { partyUuid: 'p', id: 'new' })).toBe(there);
  expect(moveOf([move], { partyUuid: 'other', id: 'old' })).toBeUndefined();
  expect(moveOf([{ ...move, step: 'stopped' }], { partyUuid: 'p', id: 'old' })).toBeUndefined();
});
