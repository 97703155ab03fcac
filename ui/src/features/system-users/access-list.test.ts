import { expect, it } from 'vitest';
import type { SystemUserRow } from '~/api/generated/surface';
import { accessKey, arrangeAccesses, groupOf } from './access-list';

const now = Date.parse('2026-11-12T12:00:00Z');
const row = (id: string, created: string): SystemUserRow => ({
  partyUuid: 'p',
  id,
  title: id,
  initials: 'XX',
  kind: 'own',
  vendor: 'V',
  vendorOrgNo: '310000001',
  organisation: 'O',
  created,
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
  expect(arranged.sizes).toEqual({ recent: 2, rest: 2 });
});

it('counts an access as new for thirty days', () => {
  expect(groupOf(row('x', '2026-10-14T12:00:00Z'), now)).toBe('recent');
  expect(groupOf(row('x', '2026-10-13T11:59:59Z'), now)).toBe('rest');
});

it('tells the same id in two organisations apart', () => {
  expect(accessKey({ partyUuid: 'p', id: '1' })).not.toBe(accessKey({ partyUuid: 'q', id: '1' }));
});
