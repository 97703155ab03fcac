// What the head of the lists chooses: chips, search and order; and the query that comes of it.
import type { CellFilter, ClientSort, DeletedClients } from '~/api/generated/surface';
import type { ListOf } from '~/api/windowed';

/** The choices of a list of clients. */
export interface ClientChoice {
  state: CellFilter | null;
  group: string | null;
  tag: string | null;
  forms: readonly string[];
  deleted: DeletedClients;
  sort: ClientSort;
  descending: boolean;
}

/** Nothing filtered, by name. */
export const usualClientChoice: ClientChoice = {
  state: null,
  group: null,
  tag: null,
  forms: [],
  deleted: 'shown',
  sort: 'name',
  descending: false,
};

/** Filters on cells that have a chip. */
export const cellFilters: readonly CellFilter[] = ['missing', 'can_add', 'has', 'failed', 'pending'];
/** Orders. */
export const clientSorts: readonly ClientSort[] = ['name', 'number', 'coverage'];
/** What is said of deleted clients. */
export const deletedChoices: readonly DeletedClients[] = ['shown', 'hidden', 'only'];

/** Whether anything is left out of the list. */
export function isNarrowed(choice: ClientChoice, text: string): boolean {
  return text !== '' || choice.state !== null || countInMenu(choice) > 0;
}

/** How many filters of the menu are on. */
export function countInMenu({ group, tag, forms, deleted }: ClientChoice): number {
  return [group !== null, tag !== null, forms.length > 0, deleted !== 'shown'].filter(Boolean).length;
}

/** The query of a list, without its window. `targets`: with one column in mind, the chips speak of it alone. */
export function clientList(
  firm: string,
  choice: ClientChoice,
  text: string,
  targets: readonly string[],
): ListOf<'client_matrix'> {
  return {
    firm,
    agents: [],
    personPackages: [],
    filter: {
      text,
      state: choice.state,
      column: targets.length === 1 ? (targets[0] ?? null) : null,
      group: choice.group,
      tag: choice.tag,
      deleted: choice.deleted,
      forms: [...choice.forms],
    },
    sort: choice.sort,
    descending: choice.descending,
  };
}
