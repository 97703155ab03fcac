// Groups of the sample's person: who is in them.
import { organisations } from './reviews';

/** Members by group. What is saved while the sample runs is kept here, too. */
export const groupMembers = new Map<string, readonly string[]>([
  ['g1', [organisations.fjord.partyUuid, organisations.granli.partyUuid, organisations.brattvag.partyUuid]],
]);

/** Whether an organisation is among those a query is about. */
export function isAsked(
  { partyUuid, group }: { partyUuid: string | null; group: string | null },
  party: string | null,
): boolean {
  if (partyUuid !== null) return party === partyUuid;
  return group === null || (party !== null && (groupMembers.get(group) ?? []).includes(party));
}
