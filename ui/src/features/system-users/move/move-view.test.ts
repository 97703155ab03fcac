import { expect, it } from 'vitest';
import type { Move, MoveComparison } from '~/api/generated/surface';
import { mayWithdraw, stages, standing } from './move-view';

const end = (id: string) => ({ id, title: id, vendor: 'V', vendorRegister: { kind: 'active' } as const });
const move: Move = {
  id: 'm',
  partyUuid: 'p',
  organisation: 'O',
  kind: 'own',
  from: end('old'),
  to: { kind: 'system_user', id: 'new' },
  new: end('new'),
  step: 'check',
  comparison: null,
  acceptedLess: false,
  receipt: null,
  beganAt: '2026-11-10T10:00:00Z',
  failure: null,
};

it('stands at one step, with those before it done and those after it to come', () => {
  expect(stages.map((stage) => standing(stage, 'check'))).toEqual(['done', 'now', 'later']);
  expect(stages.map((stage) => standing(stage, 'done'))).toEqual(['done', 'done', 'done']);
});

it('never withdraws the old one before the two were compared, nor when less is not meant', () => {
  const compared: MoveComparison = {
    missing: [],
    missingPackages: [],
    extra: [],
    extraPackages: [],
    same: 3,
    clients: null,
    at: '2026-11-12T10:00:00Z',
  };
  const less = { ...compared, missing: [{}] } as unknown as Move['comparison'];
  const untold = { ...compared, missingPackages: [{ id: 'urn:altinn:accesspackage:ny', name: 'ny' }] };
  expect(mayWithdraw(move, true)).toBe(false);
  expect(mayWithdraw({ ...move, step: 'withdraw' }, true)).toBe(false);
  expect(mayWithdraw({ ...move, step: 'withdraw', comparison: compared }, false)).toBe(true);
  expect(mayWithdraw({ ...move, step: 'withdraw', comparison: less }, false)).toBe(false);
  expect(mayWithdraw({ ...move, step: 'withdraw', comparison: less }, true)).toBe(true);
  expect(mayWithdraw({ ...move, step: 'withdraw', comparison: untold }, false)).toBe(false);
  expect(mayWithdraw({ ...move, step: 'withdraw', comparison: untold }, true)).toBe(true);
  expect(mayWithdraw({ ...move, step: 'withdraw', comparison: less, acceptedLess: true }, false)).toBe(true);
});

it('counts clients that did not come along', () => {
  const client = { partyUuid: 'c', name: 'Fjord', orgNo: '312345676' };
  const compared = {
    missing: [],
    missingPackages: [],
    extra: [],
    extraPackages: [],
    same: 3,
    at: '2026-11-12T10:00:00Z',
  };
  const fewer = { ...compared, clients: { same: 1, missing: [client] } };
  const all = { ...compared, clients: { same: 2, missing: [] } };
  expect(mayWithdraw({ ...move, step: 'withdraw', comparison: fewer }, false)).toBe(false);
  expect(mayWithdraw({ ...move, step: 'withdraw', comparison: fewer }, true)).toBe(true);
  expect(mayWithdraw({ ...move, step: 'withdraw', comparison: all }, false)).toBe(true);
});
