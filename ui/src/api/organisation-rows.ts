// The actors as a list of any length: the core holds them all, the window asks for the hundred in sight.
import type { OrganisationGroup } from './generated/surface';
import { useWindowed, type Windowed } from './windowed';

/** A list of actors that loads by windows. */
export type OrganisationRows = Windowed<'organisations'>;

/** Reads actors by name or number, in a group. */
export function useOrganisationRows(text: string, group: OrganisationGroup): OrganisationRows {
  return useWindowed('organisations', { text, group });
}
