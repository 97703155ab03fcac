// What a change does, laid out to be read. The core has netted it; here it is only counted and put into words.
import type {
  ChangedService,
  ChangeCounts,
  ChangeItem,
  ChangeStep,
  ChangeView,
  Through,
  UnseenPackage,
} from '~/api/generated/surface';
import { binds } from '~/components/rights/verbs';
import type { Words } from '~/i18n';

/** How far a change has come. */
export interface Progress {
  done: number;
  left: number;
  total: number;
}

/** Counts the steps that are done. */
export function progressOf(steps: readonly ChangeStep[]): Progress {
  const done = steps.filter((step) => step.done).length;
  return { done, left: steps.length - done, total: steps.length };
}

/** What a row tells of a change, counted from the whole of it. */
export function countsOf({
  added,
  removed,
  unseen,
}: Pick<ChangeView, 'added' | 'removed' | 'unseen'>): Omit<ChangeCounts, 'halfDone'> {
  return { added: added.length, removed: removed.length, unseen: unseen.length };
}

/** «3 tjenester mer, 1 mindre»: the effect, for a row and for those who do not see the boxes. A package of which no
 * service can be told is an effect too. */
export function effectWords(t: Words, { added, removed, unseen }: Omit<ChangeCounts, 'halfDone'>): string {
  const parts = [
    ...servicesWords(t, added, removed),
    ...(unseen > 0 ? [t('changes.effect.unseen', { count: unseen })] : []),
  ];
  return parts.length === 0 ? t('changes.effect.none') : t.list(parts);
}

function servicesWords(t: Words, added: number, removed: number): string[] {
  if (added > 0 && removed > 0) return [t('changes.effect.both', { added, removed })];
  if (added > 0) return [t('changes.effect.more', { added })];
  return removed > 0 ? [t('changes.effect.less', { removed })] : [];
}

/** What is known of a package of which no service can be told: that it is not in the catalogue, or that it is empty. */
export function unseenWords(t: Words, { add, unknown }: UnseenPackage): string {
  if (unknown) return t(add ? 'changes.unseen.unknownAdded' : 'changes.unseen.unknownRemoved');
  return t(add ? 'changes.unseen.emptyAdded' : 'changes.unseen.emptyRemoved');
}

/** Packages that come and that nobody here can tell what they open. */
export function unknownAdditions({ unseen }: Pick<ChangeView, 'unseen'>): UnseenPackage[] {
  return unseen.filter(({ add, unknown }) => add && unknown);
}

/** Of the services that come, how many can bind the organisation; `null` when that is not known of every one. */
export function bindingOf(added: readonly ChangedService[]): number | null {
  if (added.some(({ service }) => service.verbs.length === 0)) return null;
  return added.filter(({ service }) => service.verbs.some(binds)).length;
}

/** Names of the packages by which a service is held, in quotes. */
function packagesIn(t: Words, through: readonly Through[]): string[] {
  return through.flatMap((one) => (one.kind === 'package' ? [t('changes.quoted', { name: one.name })] : []));
}

/** «Kommer med pakken «Merverdiavgift»», or that it is a single service. */
export function byWords(t: Words, way: 'comes' | 'leaves' | 'stays', through: readonly Through[]): string {
  const packages = packagesIn(t, through);
  return packages.length === 0
    ? t('changes.by.single')
    : t(`changes.by.${way}`, { count: packages.length, names: t.list(packages) });
}

/** More sentences than this become one that counts. */
const TOLD = 3;

/** Why services that leave with one package still stand as unchanged: a sentence each, or one for many. */
export function stayingWords(t: Words, unchanged: readonly ChangedService[]): string[] {
  const staying = unchanged.filter(({ leaving }) => leaving.length > 0);
  const ways = (through: readonly Through[]) =>
    t.list([
      ...packagesIn(t, through),
      ...(through.some(({ kind }) => kind === 'single') ? [t('changes.stays.single')] : []),
    ]);
  if (staying.length > TOLD) {
    const leaving = new Set(staying.flatMap((one) => packagesIn(t, one.leaving)));
    return [t('changes.stays.many', { count: staying.length, leaving: t.list([...leaving]) })];
  }
  return staying.map(({ service, leaving, through }) =>
    t('changes.stays.one', { service: service.name, leaving: ways(leaving), through: ways(through) }),
  );
}

/** What has no effect: to be added and held already, or to be removed and not held. */
export function mootWords(t: Words, { add, isPackage, name }: ChangeItem): string {
  if (add) return t(isPackage ? 'changes.moot.addPackage' : 'changes.moot.addService', { name });
  return t(isPackage ? 'changes.moot.removePackage' : 'changes.moot.removeService', { name });
}

/** «Legge til pakken «Merverdiavgift»». */
export function stepWords(t: Words, { add, isPackage, name }: ChangeItem): string {
  if (add) return t(isPackage ? 'changes.step.addPackage' : 'changes.step.addService', { name });
  return t(isPackage ? 'changes.step.removePackage' : 'changes.step.removeService', { name });
}

/** Of the services that come, how many this person can pass on. */
export function passable({ added }: Pick<ChangeView, 'added'>): number {
  return added.filter(({ service }) => service.check.kind !== 'cannot').length;
}
