import { describe, expect, it } from 'vitest';
import type { QueueRow, QueueState } from '~/api/generated/surface';
import { nextWaiting, waits } from '~/components/rights/next-request';
import { arrange, countKinds, isOver } from './queue-view';

const row = (key: string, more: Partial<QueueRow> = {}): QueueRow => ({
  key,
  kind: 'own',
  state: { kind: 'waiting' },
  system: key,
  vendor: 'Vendor',
  partyUuid: null,
  organisation: 'Org',
  created: '2026-11-10T10:00:00Z',
  ageDays: 2,
  cues: [],
  change: null,
  alike: null,
  fromLink: false,
  failure: null,
  ...more,
});

const rows = [
  row('old', { created: '2026-10-01T00:00:00Z' }),
  row('new', { created: '2026-11-11T00:00:00Z', kind: 'client' }),
  row('link', { created: null, state: { kind: 'not_read' } }),
];

describe('arrange', () => {
  it('puts the newest first, and a link that is not read before all', () => {
    expect(arrange(rows, 'all', 'newest').map(({ key }) => key)).toEqual(['link', 'new', 'old']);
  });

  it('turns the order', () => {
    expect(arrange(rows, 'all', 'oldest').map(({ key }) => key)).toEqual(['old', 'new', 'link']);
  });

  it('keeps two links that are not read in their order', () => {
    const links = [row('a', { created: null }), row('b', { created: null })];
    expect(arrange(links, 'all', 'newest').map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it('shows one kind', () => {
    expect(arrange(rows, 'client', 'newest').map(({ key }) => key)).toEqual(['new']);
  });

  it('leaves what it was given as it was', () => {
    arrange(rows, 'all', 'newest');
    expect(rows.map(({ key }) => key)).toEqual(['old', 'new', 'link']);
  });
});

it('counts rows by kind', () => {
  expect(countKinds(rows)).toEqual({ all: 3, own: 2, client: 1, change: 0 });
});

describe('nextWaiting', () => {
  const decided: QueueState = { kind: 'approved', receipt: null };
  const list = [
    row('a'),
    row('b', { state: decided }),
    row('c'),
    row('d', { state: { kind: 'observing', since: '' } }),
  ];

  it('is the next below that waits', () => {
    expect(nextWaiting(list, 'a')?.key).toBe('c');
  });

  it('starts over at the top', () => {
    expect(nextWaiting(list, 'd')?.key).toBe('a');
  });

  it('is never the one just left', () => {
    expect(nextWaiting([row('a'), row('b', { state: decided })], 'a')).toBeUndefined();
  });

  it('is the first when the one just left is gone from the list', () => {
    expect(nextWaiting(list, 'gone')?.key).toBe('a');
    expect(nextWaiting(list, null)?.key).toBe('a');
  });
});

it('knows which states wait for the person and which are over', () => {
  const all: QueueState[] = [
    { kind: 'not_read' },
    { kind: 'waiting' },
    { kind: 'observing', since: '' },
    { kind: 'rejecting', at: '' },
    { kind: 'reject_not_sent' },
    { kind: 'unknown' },
    { kind: 'approved', receipt: null },
    { kind: 'rejected', receipt: null },
    { kind: 'escalated' },
    { kind: 'not_found' },
  ];
  expect(all.filter(waits).map(({ kind }) => kind)).toEqual(['not_read', 'waiting', 'reject_not_sent']);
  expect(all.filter(isOver).map(({ kind }) => kind)).toEqual([
    'approved',
    'rejected',
    'escalated',
    'not_found',
  ]);
});
