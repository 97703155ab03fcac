import { describe, expect, it } from 'vitest';
import type { PackageView, ServiceView } from '~/api/generated/surface';
import { byOwner, filterFrom, groupAbove, rightsView, singlesId, type Rights } from './rights-tree';

const service = (name: string, owner: string | null = 'Skatteetaten'): ServiceView => ({
  resourceId: name.toLowerCase(),
  name,
  owner,
  ownerMark: owner?.slice(0, 2) ?? '?',
  what: null,
  verbs: [],
  unknown: false,
  check: { kind: 'not_checked' },
});
const pack = (name: string, services: ServiceView[]): PackageView => ({
  urn: `urn:${name}`,
  name,
  description: null,
  area: null,
  services,
  cues: [],
  unknown: false,
  check: { kind: 'not_checked' },
});
const many = (count: number, owner?: string) =>
  Array.from({ length: count }, (_, index) => service(`S${index}`, owner));
const rights = (packages: PackageView[], services: ServiceView[] = []): Rights => ({
  packages,
  services,
  serviceCount: new Set(
    [...packages.flatMap((one) => one.services), ...services].map((one) => one.resourceId),
  ).size,
});

describe('rightsView', () => {
  it('shows every package with its services, and the single services last', () => {
    const view = rightsView(rights([pack('Lønn', [service('A-melding')])], [service('Krav')]));
    expect(view.sections.map(({ id }) => id)).toEqual(['urn:Lønn', singlesId]);
    expect(view.sections.every(({ owners }) => owners === null)).toBe(true);
    expect(view.filterable).toBe(false);
  });

  it('has no section for single services when there are none', () => {
    expect(rightsView(rights([pack('Tom', [])])).sections.map(({ id }) => id)).toEqual(['urn:Tom']);
  });

  it('groups by owner above the limit, not at it', () => {
    expect(rightsView(rights([pack('P', many(groupAbove))])).sections[0]?.owners).toBeNull();
    expect(rightsView(rights([pack('P', many(groupAbove + 1))])).sections[0]?.owners).toHaveLength(1);
  });

  it('offers a filter from its limit on', () => {
    expect(rightsView(rights([pack('P', many(filterFrom - 1))])).filterable).toBe(false);
    expect(rightsView(rights([pack('P', many(filterFrom))])).filterable).toBe(true);
  });

  it('finds by service, owner or package, all words, whatever the case', () => {
    const of = rights([
      pack('Lønn', [service('A-melding'), service('Inntektsmelding', 'NAV')]),
      pack('Regnskap', [service('Årsregnskap', 'Brønnøysundregistrene')]),
    ]);
    const names = (text: string) =>
      rightsView(of, text).sections.flatMap((one) => one.services.map(({ name }) => name));
    expect(names('MELDING')).toEqual(['A-melding', 'Inntektsmelding']);
    expect(names('nav melding')).toEqual(['Inntektsmelding']);
    expect(names('lønn')).toEqual(['A-melding', 'Inntektsmelding']);
    expect(names('årsregnskap')).toEqual(['Årsregnskap']);
    expect(names('finnes ikke')).toEqual([]);
    expect(rightsView(of, '  ').sections).toHaveLength(2);
  });

  it('lays hits out even where there are many', () => {
    const view = rightsView(rights([pack('P', many(50))]), 'S4');
    expect(view.sections[0]?.owners).toBeNull();
    expect(view.hits).toBe(11);
  });

  it('counts a service that two packages bring once', () => {
    const twice = service('A-melding');
    expect(rightsView(rights([pack('A', [twice]), pack('B', [twice])]), 'a-melding').hits).toBe(1);
  });
});

it('puts the owner with most services first', () => {
  const groups = byOwner([
    service('a', 'NAV'),
    service('b', 'Altinn'),
    service('c', 'SSB'),
    service('d', 'SSB'),
  ]);
  expect(groups.map(({ owner, services }) => [owner, services.length])).toEqual([
    ['SSB', 2],
    ['Altinn', 1],
    ['NAV', 1],
  ]);
});
