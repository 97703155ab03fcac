// A plan in words: the button that starts it, the sentence that asks once more, and why some cannot be had.
import type { BlockReason, PlanBlock } from '~/api/generated/surface';
import type { Words } from '~/i18n';
import { namePackages, type PackageNames } from '../matrix/cell-words';
import type { PlanSum } from './usePlans';

/** What a plan does, as a word. */
export function sortOf({ adds, removes }: Pick<PlanSum, 'adds' | 'removes'>): 'add' | 'remove' | 'both' {
  return removes === 0 ? 'add' : adds === 0 ? 'remove' : 'both';
}

/** Whether clients say how much as well as cells do: one plan, one agent. */
function inClients(sum: PlanSum): boolean {
  return sum.parts.length === 1 && sum.agents.length === 1;
}

/** «Legg til 11 klienter»: the first press. */
export function startWords(t: Words, sum: PlanSum): string {
  const { adds, removes } = sum;
  const sort = sortOf(sum);
  if (sort === 'both') return t('bulk.start.both', { adds, removes });
  if (inClients(sum)) return t(`bulk.start.${sort}Clients`, { count: sum.clients });
  return t(`bulk.start.${sort}`, { count: adds + removes });
}

/** What will happen, in one sentence that names the firm, the systems and how many. */
export function confirmWords(t: Words, sum: PlanSum, firm: string): string {
  const { adds, removes } = sum;
  const sort = sortOf(sum);
  const agents = t.list(sum.agents.map(({ title }) => title));
  if (sort === 'both') return t('bulk.confirm.both', { adds, removes, agents, firm });
  if (inClients(sum)) return t(`bulk.confirm.${sort}Clients`, { count: sum.clients, agents, firm });
  return t(`bulk.confirm.${sort}`, { count: adds + removes, agents, firm });
}

/** Why clients are stopped: head and text. */
export function blockWords(
  t: Words,
  names: PackageNames,
  { reason, package: code, clients }: PlanBlock,
  firm: string,
): { title: string; text: string } {
  const packages = code === null ? t('bulk.block.somePackage') : namePackages(t, names, [code]);
  return {
    title: t(`bulk.block.${reason}.title`, { count: clients }),
    text: t.withAll(`bulk.block.${reason}.text`, { count: clients, package: packages, firm }),
  };
}

/** Reasons that the client can do something about. */
export function isForClient(reason: BlockReason): boolean {
  return reason === 'missing_package';
}

/** «Om lag 20 sekunder», «Om lag 3 minutter». */
export function durationWords(t: Words, seconds: number): string {
  return seconds < 90
    ? t('bulk.about.seconds', { count: Math.max(5, Math.round(seconds / 5) * 5) })
    : t('bulk.about.minutes', { count: Math.round(seconds / 60) });
}
