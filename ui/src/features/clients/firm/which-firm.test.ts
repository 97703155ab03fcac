import { describe, expect, it } from 'vitest';
import type { ClientFirm, ClientFirms } from '~/api/generated/surface';
import { whichFirm, type Wanted } from './which-firm';

const firm = (partyUuid: string, clients: number, part: Partial<ClientFirm> = {}): ClientFirm => ({
  partyUuid,
  name: partyUuid,
  initials: 'XX',
  orgNo: null,
  clients,
  agents: 0,
  fetchedAt: '2026-11-12T12:00:00Z',
  reading: false,
  jobs: 0,
  ...part,
});
const unread = (partyUuid: string, part: Partial<ClientFirm> = {}) =>
  firm(partyUuid, 0, { fetchedAt: null, ...part });
const answer = (firms: ClientFirm[], part: Partial<ClientFirms> = {}): ClientFirms => ({
  firms,
  chosen: null,
  read: { way: 'api', reason: null },
  change: { way: 'api', reason: null },
  fetchedAt: '2026-11-12T12:00:00Z',
  failure: null,
  ...part,
});
const wanted = (part: Partial<Wanted> = {}): Wanted => ({
  chosen: null,
  scope: null,
  looked: new Set(),
  likely: new Set(),
  ...part,
});
/** The firm that is shown, and the one that is read first. */
const found = (firms: ClientFirms | undefined, part: Partial<Wanted> = {}) => {
  const which = whichFirm(firms, wanted(part));
  return [which.firm?.partyUuid ?? null, which.look];
};

describe('the firm to begin with', () => {
  it('is the chosen one, else that of the window, else the one chosen last, else the first with clients', () => {
    const firms = answer([firm('none', 0), firm('some', 9), firm('window', 0), firm('last', 3)], {
      chosen: 'last',
    });
    expect(found(firms, { chosen: 'none', scope: 'window' })).toEqual(['none', null]);
    expect(found(firms, { scope: 'window' })).toEqual(['window', null]);
    expect(found(firms, { scope: 'another organisation' })).toEqual(['last', null]);
    expect(found({ ...firms, chosen: null })).toEqual(['some', null]);
    expect(found({ ...firms, chosen: 'gone since' })).toEqual(['some', null]);
  });

  it('is read for, firm by firm, while none is known to have clients', () => {
    const first = answer([unread('a'), unread('b')]);
    expect(found(first)).toEqual([null, 'a']);
    expect(found(answer([firm('a', 0), unread('b')]))).toEqual([null, 'b']);
    expect(found(answer([firm('a', 0), firm('b', 12)]))).toEqual(['b', null]);
    expect(found(answer([firm('a', 0), firm('b', 0)]))).toEqual(['a', null]);
  });

  it('is not waited for where a reading failed, and waited for where one is under way', () => {
    const looked = new Set(['a']);
    expect(found(answer([unread('a'), unread('b')]), { looked })).toEqual([null, 'b']);
    expect(found(answer([unread('a', { reading: true }), unread('b')]), { looked })).toEqual([null, 'a']);
    expect(found(answer([unread('a'), unread('b')]), { looked: new Set(['a', 'b']) })).toEqual(['a', null]);
  });

  it('is looked for among the likely first, however late they come', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => unread(name));
    const likely = new Set(['g']);
    expect(found(answer(many), { likely })).toEqual([null, 'g']);
    expect(found(answer(many), { likely, looked: likely })).toEqual([null, 'a']);
    expect(found(answer(many), { likely: null })).toEqual([null, null]);
    const none = many.map((one) => firm(one.partyUuid, 0));
    expect(found(answer(none), { likely })).toEqual(['g', null]);
  });

  it('is not looked for among all: a few are read, and then the first is shown', () => {
    const few = ['a', 'b', 'c', 'd', 'e'].map((name) => firm(name, 0));
    expect(found(answer([...few, unread('f'), unread('g')]))).toEqual(['a', null]);
  });

  it('is the only one, read or not', () => {
    expect(found(answer([unread('a')]))).toEqual(['a', null]);
    expect(found(answer([]))).toEqual([null, null]);
    expect(found(undefined)).toEqual([null, null]);
  });

  it('reads nothing where the login may not', () => {
    const closed = answer([unread('a'), unread('b')], { read: { way: 'none', reason: 'scope_missing' } });
    expect(found(closed)).toEqual(['a', null]);
  });
});
