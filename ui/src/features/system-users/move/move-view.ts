// A move from one system to another: where it stands, and which of its three steps comes next.
import type { Move, MoveComparison, MoveStep } from '~/api/generated/surface';

/** The three steps that a person sees. */
export type Stage = 'new_access' | 'check' | 'withdraw';
/** In their order. */
export const stages: readonly Stage[] = ['new_access', 'check', 'withdraw'];

/** How a step stands, seen from where the move is. */
export function standing(stage: Stage, step: MoveStep): 'done' | 'now' | 'later' {
  if (step === 'done') return 'done';
  if (step === 'stopped') return 'later';
  const at = stages.indexOf(step);
  const place = stages.indexOf(stage);
  return place < at ? 'done' : place === at ? 'now' : 'later';
}

/** Whether the new one lacks anything that the old one has: services, packages, or clients. */
export function lacks({
  missing,
  missingPackages,
  clients,
}: Pick<MoveComparison, 'missing' | 'missingPackages' | 'clients'>): boolean {
  return missing.length + missingPackages.length + (clients?.missing.length ?? 0) > 0;
}

/** Whether the old one may be withdrawn now: all is there, or the person says that less is meant. */
export function mayWithdraw({ step, comparison, acceptedLess }: Move, accepted: boolean): boolean {
  return step === 'withdraw' && comparison !== null && (!lacks(comparison) || acceptedLess || accepted);
}
