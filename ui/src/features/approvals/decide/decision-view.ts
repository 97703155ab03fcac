// What the bar under a review offers. Pure: the same review always gives the same bar.
import type { AbilityReason, Review } from '~/api/generated/surface';

/** The acts that a person decides with. */
export type Step = 'approve' | 'reject' | 'forward';

/** Why an act cannot be pressed now. */
export type Blocked = AbilityReason | 'tick' | 'stale' | 'unavailable';

/** One button of the bar. */
export interface Choice {
  step: Step;
  /** Done by us, or on Altinn's page. */
  via: 'api' | 'portal';
  blocked: Blocked | null;
}

/** The bar before anything is pressed. */
export interface Choices {
  /** In order; the first is the filled one, unless it is blocked. */
  buttons: Choice[];
  /** Said beside them when approving is not offered at all. */
  why: AbilityReason | null;
  /** Whether Altinn's page is offered beside them. */
  openAltinn: boolean;
}

const notAllowed: readonly AbilityReason[] = ['missing_rights', 'not_access_manager'];
const noPage: readonly AbilityReason[] = ['offline', 'signed_out', 'decided'];

/** What can be pressed. */
export function choices({ decide, authority, stale }: Review, ticked: boolean): Choices {
  const { approve, reject, escalate } = decide;
  const lacks = approve.way === 'none' && approve.reason !== null && notAllowed.includes(approve.reason);
  const forwards =
    escalate.way !== 'none' &&
    (approve.way === 'none' ||
      authority.missing.length > 0 ||
      authority.escalateOnly ||
      authority.accessManager === false);

  const buttons: Choice[] = [];
  const forward: Choice = { step: 'forward', via: wayOf(escalate.way), blocked: stale ? 'stale' : null };
  // Altinn approves all or nothing, so an approval that must fail is not offered: forwarding takes its place.
  if (lacks && forwards) buttons.push(forward);
  else {
    buttons.push({
      step: 'approve',
      via: wayOf(approve.way),
      blocked:
        approve.way === 'none'
          ? (approve.reason ?? 'unavailable')
          : stale
            ? 'stale'
            : decide.needsTick && !ticked
              ? 'tick'
              : null,
    });
  }
  buttons.push({
    step: 'reject',
    via: wayOf(reject.way),
    blocked: reject.way === 'none' ? (reject.reason ?? 'unavailable') : stale ? 'stale' : null,
  });
  if (forwards && !lacks) buttons.push(forward);
  return {
    buttons,
    why: lacks && forwards ? approve.reason : null,
    // Where approving goes through Altinn's page anyway, the first button leads there.
    openAltinn:
      approve.way === 'api' ||
      (approve.way === 'none' && (approve.reason === null || !noPage.includes(approve.reason))),
  };
}

function wayOf(way: 'api' | 'portal' | 'none'): 'api' | 'portal' {
  return way === 'portal' ? 'portal' : 'api';
}
