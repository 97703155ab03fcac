import { expect, it } from 'vitest';
import type { SystemUserRow } from '~/api/generated/surface';
import { accessKey, arrangeAccesses, groupOf } from './access-list';

const now = Date.parse('2026-11-12T12:00:00Z');
const row = (id: string, created: string, more: Partial<SystemUserRow> = {}): SystemUserRow => ({
  partyUuid: 'p',
  id,
  title: id,
  initials: 'XX',
  kind: 'own',
  vendor: 'V',
  vendorOrgNo: '310000001',
  organisation: 'O',
  created,
  findings: [],
  fingerprint: '',
  changeWaits: null,
  reviewOn: null,
  ...more,
});

it('puts what is new first, and keeps the core’s order within each group', () => {
  const rows = [
    row('a', '2026-01-01T00:00:00Z'),
    row('b', '2026-11-01T00:00:00Z'),
    row('c', '2025-01-01T00:00:00Z'),
    row('d', '2026-11-10T00:00:00Z'),
  ];
  const arranged = arrangeAccesses(rows, now);
  expect(arranged.rows.map(({ id }) => id)).toEqual(['b', 'd', 'a', 'c']);
  expect(arranged.sizes).toEqual({ changed: 0, due: 0, recent: 2, rest: 2 });
});

it('counts an access as new for thirty days', () => {
  expect(groupOf(row('x', '2026-10-14T12:00:00Z'), now)).toBe('recent');
  expect(groupOf(row('x', '2026-10-13T11:59:59Z'), now)).toBe('rest');
});

it('tells the same id in two organisations apart', () => {
  expect(accessKey({ partyUuid: 'p', id: '1' })).not.toBe(accessKey({ partyUuid: 'q', id: '1' }));
});

it('puts what was found before all, and what is to be looked over after that', () => {
  const rows = [
    row('new', '2026-11-11T00:00:00Z'),
    row('due', '2026-01-01T00:00:00Z', { findings: [{ kind: 'review_due', on: '2026-11-10' }] }),
    row('bankrupt', '2026-01-01T00:00:00Z', {
      findings: [
        { kind: 'vendor_problem', register: { kind: 'bankrupt' } },
        { kind: 'review_due', on: '2026-11-10' },
      ],
    }),
  ];
  const { rows: shown, sizes } = arrangeAccesses(rows, now);
  expect(shown.map(({ id }) => id)).toEqual(['bankrupt', 'due', 'new']);
  expect(sizes).toEqual({ changed: 1, due: 1, recent: 1, rest: 0 });
});
