// What a list shows: its chips, order and search, and the query that they make.
import type {
  DueFilter,
  Facet,
  Folder,
  MessageFilter,
  MessageSort,
  MessageStatus,
  Scope,
} from '~/api/generated/surface';
import { noFilter, type MessageList } from '~/api/message-rows';

export { noFilter, usualList } from '~/api/message-rows';

/** What the user chose above a list. */
export interface ListChoice {
  filter: MessageFilter;
  sort: MessageSort;
  /** A search looks in every folder. */
  everywhere: boolean;
}

/** What a list begins with. */
export const usualChoice: ListChoice = { filter: noFilter, sort: 'newest', everywhere: false };

/** Filters that can be typed: the core reads these words in every language. */
export const searchFilters = 'fra: til: status: frist:';

/** Orders in the menu. */
export const sorts: readonly MessageSort[] = ['newest', 'oldest', 'due', 'sender'];
/** Statuses in the filter menu. */
export const statuses: readonly MessageStatus[] = [
  'requires_attention',
  'in_progress',
  'awaiting',
  'completed',
  'not_applicable',
];
/** Due dates in the filter menu. */
export const dues: readonly DueFilter[] = ['any', 'overdue', 'today', 'week'];

/** The list that the choice makes, with all that came in. */
export function listOf(folder: Folder, scope: Scope, choice: ListChoice, text: string): MessageList {
  return {
    folder: choice.everywhere && text !== '' ? 'all' : folder,
    scope,
    filter: choice.filter,
    sort: choice.sort,
    text,
    asOf: null,
  };
}

/** Puts a value into a set of values, or takes it out. */
export function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

/** Whether only messages of this one status are asked for. */
export function isOnly(filter: MessageFilter, status: MessageStatus): boolean {
  return filter.statuses.length === 1 && filter.statuses[0] === status;
}

/** How many filters of the menu are on: those that no chip shows. */
export function countInMenu(filter: MessageFilter): number {
  const statusesInMenu = isOnly(filter, 'requires_attention') ? 0 : filter.statuses.length;
  const due = filter.due !== null && filter.due !== 'any' ? 1 : 0;
  return statusesInMenu + filter.owners.length + filter.services.length + due + (filter.attachments ? 1 : 0);
}

/** Whether anything is left out. */
export function isFiltered(filter: MessageFilter): boolean {
  return (
    filter.unread ||
    filter.attachments ||
    filter.due !== null ||
    filter.statuses.length + filter.owners.length + filter.services.length > 0
  );
}

/** The services one can choose among: the `most` that fit the text, and those that are chosen, to be taken off again. */
export function shownFacets(
  facets: readonly Facet[],
  chosen: readonly string[],
  text: string,
  most: number,
): Facet[] {
  const wanted = text.trim().toLocaleLowerCase('nb');
  const fitting = facets.filter(({ name }) => name.toLocaleLowerCase('nb').includes(wanted));
  const first = new Set(fitting.slice(0, most).map(({ id }) => id));
  return facets.filter(({ id }) => first.has(id) || chosen.includes(id));
}

/** Whether two filters ask for the same. */
export function sameFilter(a: MessageFilter, b: MessageFilter): boolean {
  const key = (filter: MessageFilter) =>
    JSON.stringify([
      filter.unread,
      filter.attachments,
      filter.due,
      ...[filter.statuses, filter.owners, filter.services].map((values) => [...values].sort()),
    ]);
  return key(a) === key(b);
}
