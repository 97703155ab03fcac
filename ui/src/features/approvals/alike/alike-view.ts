// Several requests that are alike: which of them can be approved together, and why the others cannot.
import type { Alike, AlikeChoice, AlikeOutcome, AlikeRow, Failure } from '~/api/generated/surface';
import { groupMissing } from '~/components/review/authority-view';
import type { Words } from '~/i18n';

/** The ones that are chosen, each as it was shown; `null`: every one that can be approved. */
export function choicesOf(alike: Alike, chosen: ReadonlySet<string> | null): AlikeChoice[] {
  return alike.rows
    .filter(({ key, canApprove }) => canApprove && (chosen === null || chosen.has(key)))
    .map(({ key, fingerprint }) => ({ key, fingerprint }));
}

/** Whether approving means several: else the bar goes the way of the one that is open. */
export function isSeveral(choices: readonly AlikeChoice[], open: string): boolean {
  return choices.length > 1 || (choices.length === 1 && choices[0]?.key !== open);
}

/** Why one cannot be approved with the others. */
export function whyNot(
  t: Words,
  { authority, failure, organisation }: AlikeRow,
  sentence: (failure: Failure) => { what: string },
): string {
  if (failure !== null) return sentence(failure).what;
  if (authority?.accessManager === false) return t('approvals.authority.notManager', { organisation });
  const [first] = groupMissing(authority?.missing ?? []);
  return first
    ? t('alike.missing', {
        items: t.list(first.names.map((name) => t('approvals.missing.quoted', { name }))),
      })
    : t('alike.cannot');
}

/** How one went. */
export type Went = 'approved' | 'unrecorded' | 'unknown' | 'failed' | 'not_sent';

/** How one went, from what came back. */
export function wentOf({ decision, failure }: AlikeOutcome): Went {
  if (decision === null) return failure === null ? 'not_sent' : 'failed';
  switch (decision.kind) {
    case 'done':
      return 'approved';
    case 'unrecorded':
      return 'unrecorded';
    case 'partly':
      return 'failed';
    default:
      return 'unknown';
  }
}
