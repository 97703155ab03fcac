import { describe, expect, it } from 'vitest';
import { everything, toggle, unmarked } from '~/components/marking';
import { usualList } from './list-query';
import type { MessageRow } from '~/api/generated/surface';
import { sampleRow } from '~/test/message';
import { wayOf } from '../folders';
import { markedAs, onlyMarked, selectionOf } from './selection';

const list = usualList('inbox', { kind: 'all' });

describe('the marked messages', () => {
  it('are named, or all that match but for those taken out', () => {
    expect(selectionOf(toggle(unmarked, 'm7', 7).marks, list)).toEqual({ kind: 'ids', ids: ['m7'] });
    expect(selectionOf(toggle(everything, 'm2', 2).marks, list)).toEqual({
      kind: 'matching',
      list: { ...list, offset: 0, limit: 0 },
      except: ['m2'],
    });
  });
});

describe('what filing the marked ones goes by', () => {
  const list: MessageRow[] = [
    { ...sampleRow, id: 'a', markedUnread: true },
    { ...sampleRow, id: 'b' },
    { ...sampleRow, id: 'c', filed: 'archive' },
    { ...sampleRow, id: 'd', filed: 'archive' },
  ];
  const rows = {
    rowAt: (index: number) => list[index],
    indexOf: (id: string) => list.findIndex((row) => row.id === id),
  };
  const ids = (...marked: string[]) => ({ kind: 'ids' as const, ids: new Set(marked) });
  const all = { kind: 'all' as const, except: new Set<string>() };

  it('is where they are filed, not where the screen is', () => {
    expect(markedAs(ids('c', 'd'), 'all', rows).filed).toBe('archive');
    expect(markedAs(ids('b', 'c'), 'all', rows).filed).toBe('open');
    expect(markedAs(all, 'archive', rows).filed).toBe('archive');
    expect(markedAs(all, 'all', rows).filed).toBe('open');
  });

  it('takes the unread mark away only where all have it', () => {
    expect(markedAs(ids('a'), 'inbox', rows).markedUnread).toBe(true);
    expect(markedAs(ids('a', 'b'), 'inbox', rows).markedUnread).toBe(false);
    expect(markedAs(all, 'inbox', rows).markedUnread).toBe(false);
  });

  it('names the one that is marked, and none where it is not known', () => {
    expect(onlyMarked(ids('b'), rows)?.id).toBe('b');
    expect(onlyMarked(ids('a', 'b'), rows)).toBeUndefined();
    expect(onlyMarked(ids('elsewhere'), rows)).toBeUndefined();
  });

  it('makes of a key what it means there', () => {
    expect(wayOf('archive', sampleRow)?.filing).toBe('archive');
    expect(wayOf('archive', { ...sampleRow, filed: 'archive' })?.filing).toBe('restore');
    expect(wayOf('bin', { ...sampleRow, filed: 'bin' })).toBeUndefined();
    expect(wayOf('unread', { ...sampleRow, markedUnread: true })?.filing).toBe('unmark_unread');
  });
});
