// How rights are laid out for reading: packages with their services, grouped when there are very many, filtered
// when the reader looks for one.
import type { PackageView, ServiceView } from '~/api/generated/surface';

/** What a system may do, wherever it comes from: a request, a receipt, a system access. */
export interface Rights {
  packages: PackageView[];
  /** Single services, outside any package. */
  services: ServiceView[];
  /** Distinct services in all. */
  serviceCount: number;
}

/** Services of one owner. */
export interface OwnerGroup {
  owner: string | null;
  mark: string;
  services: ServiceView[];
}

/** A package, or the single services together. */
export interface RightsSection {
  /** The package's URN, or `single`. */
  id: string;
  /** `null`: the single services. */
  of: PackageView | null;
  /** The services to draw: all, or those that the filter leaves. */
  services: ServiceView[];
  /** Drawn under their owners instead, because there are many. */
  owners: OwnerGroup[] | null;
}

/** Everything that the tree draws. */
export interface RightsView {
  sections: RightsSection[];
  /** Whether there are enough services for a filter to help. */
  filterable: boolean;
  /** Distinct services that the filter leaves. */
  hits: number;
}

/** More services than this are grouped by owner. */
export const groupAbove = 40;
/** From this many services on there is a filter. */
export const filterFrom = 15;
/** The section of single services. */
export const singlesId = 'single';

/** Lays rights out; `text` is what the reader looks for. */
export function rightsView(rights: Rights, text = ''): RightsView {
  const words = foldText(text).split(/\s+/).filter(Boolean);
  const grouped = rights.serviceCount > groupAbove && words.length === 0;
  const section = (id: string, of: PackageView | null, all: ServiceView[]): RightsSection => {
    const services = words.length === 0 ? all : all.filter((service) => matches(service, of, words));
    return { id, of, services, owners: grouped ? byOwner(services) : null };
  };
  const sections = rights.packages.map((item) => section(item.urn, item, item.services));
  if (rights.services.length > 0) sections.push(section(singlesId, null, rights.services));
  const shown = words.length === 0 ? sections : sections.filter(({ services }) => services.length > 0);
  return {
    sections: shown,
    filterable: rights.serviceCount >= filterFrom,
    hits: new Set(shown.flatMap(({ services }) => services.map(({ resourceId }) => resourceId))).size,
  };
}

/** Every word must hit somewhere: in the service, its owner, or the package that brings it. */
function matches(service: ServiceView, of: PackageView | null, words: string[]): boolean {
  const text = foldText([service.name, service.owner ?? '', service.resourceId, of?.name ?? ''].join(' '));
  return words.every((word) => text.includes(word));
}

/** Lower case, for comparing; å, æ and ø stay letters of their own. */
function foldText(text: string): string {
  return text.toLocaleLowerCase('nb').trim();
}

/** Services under their owners: the owner with most services first. */
export function byOwner(services: ServiceView[]): OwnerGroup[] {
  const groups = new Map<string, OwnerGroup>();
  for (const service of services) {
    const key = service.owner ?? '';
    const group = groups.get(key);
    if (group) group.services.push(service);
    else groups.set(key, { owner: service.owner, mark: service.ownerMark, services: [service] });
  }
  return [...groups.values()].sort(
    (a, b) => b.services.length - a.services.length || (a.owner ?? '').localeCompare(b.owner ?? '', 'nb'),
  );
}
