import { describe, expect, it } from 'vitest';
import {
  countInMenu,
  isFiltered,
  isOnly,
  listOf,
  noFilter,
  sameFilter,
  shownFacets,
  toggled,
  usualChoice,
} from './list-query';

describe('what a list asks for', () => {
  it('looks in every folder only while something is searched for', () => {
    const choice = { ...usualChoice, everywhere: true };
    expect(listOf('archive', { kind: 'all' }, choice, '').folder).toBe('archive');
    expect(listOf('archive', { kind: 'all' }, choice, 'mva').folder).toBe('all');
    expect(listOf('archive', { kind: 'all' }, usualChoice, 'mva').folder).toBe('archive');
  });

  it('counts the filters that no chip shows', () => {
    expect(countInMenu({ ...noFilter, unread: true, due: 'any', statuses: ['requires_attention'] })).toBe(0);
    expect(countInMenu({ ...noFilter, due: 'overdue', owners: ['skd', 'nav'], attachments: true })).toBe(4);
    expect(countInMenu({ ...noFilter, statuses: ['requires_attention', 'completed'] })).toBe(2);
  });

  it('knows a filter from none, and the same filter whatever its order', () => {
    expect(isFiltered(noFilter)).toBe(false);
    expect(isFiltered({ ...noFilter, services: ['mva'] })).toBe(true);
    expect(sameFilter({ ...noFilter, owners: ['skd', 'nav'] }, { ...noFilter, owners: ['nav', 'skd'] })).toBe(
      true,
    );
    expect(sameFilter({ ...noFilter, owners: ['skd'] }, { ...noFilter, services: ['skd'] })).toBe(false);
  });

  it('shows a service that is chosen, whatever its place and whatever is searched for', () => {
    const facets = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: `Tjeneste ${id}`, count: 1 }));
    const ids = (chosen: string[], text: string) => shownFacets(facets, chosen, text, 2).map(({ id }) => id);
    expect(ids(['d'], '')).toEqual(['a', 'b', 'd']);
    expect(ids(['d'], 'tjeneste c')).toEqual(['c', 'd']);
    expect(ids([], '')).toEqual(['a', 'b']);
  });

  it('puts a value in, and takes it out again', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
    expect(isOnly({ ...noFilter, statuses: ['completed'] }, 'completed')).toBe(true);
    expect(isOnly({ ...noFilter, statuses: ['completed', 'draft'] }, 'completed')).toBe(false);
  });
});
