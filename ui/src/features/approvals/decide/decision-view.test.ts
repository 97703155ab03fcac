import { describe, expect, it } from 'vitest';
import type { Ability, Authority, Decide, Review } from '~/api/generated/surface';
import { choices } from './decision-view';

const api: Ability = { way: 'api', reason: null };
const portal: Ability = { way: 'portal', reason: 'portal_scope_only' };
const none = (reason: Ability['reason']): Ability => ({ way: 'none', reason });

function review(decide: Partial<Decide>, authority: Partial<Authority> = {}, stale = false): Review {
  return {
    stale,
    decide: { approve: api, reject: api, escalate: none('not_access_manager'), needsTick: false, ...decide },
    authority: {
      accessManager: true,
      escalateOnly: false,
      checked: true,
      notChecked: null,
      canPass: 1,
      missing: [],
      whoCan: [],
      ...authority,
    },
  } as unknown as Review;
}
const steps = (of: Review, ticked = false) =>
  choices(of, ticked).buttons.map(({ step, via, blocked }) => [step, via, blocked]);

describe('choices', () => {
  it('offers to approve and to reject', () => {
    expect(steps(review({}))).toEqual([
      ['approve', 'api', null],
      ['reject', 'api', null],
    ]);
    expect(choices(review({}), false).openAltinn).toBe(true);
  });

  it('goes by Altinn’s page where it must, and does not offer that page twice', () => {
    const of = review({ approve: portal });
    expect(steps(of)[0]).toEqual(['approve', 'portal', null]);
    expect(choices(of, false).openAltinn).toBe(false);
  });

  it('puts forwarding in the place of an approval that must fail', () => {
    const of = review({ approve: none('missing_rights'), escalate: api });
    expect(steps(of)).toEqual([
      ['forward', 'api', null],
      ['reject', 'api', null],
    ]);
    expect(choices(of, false).why).toBe('missing_rights');
    expect(choices(of, false).openAltinn).toBe(true);
  });

  it('keeps the button, with the reason, when nobody can be asked from here', () => {
    expect(steps(review({ approve: none('missing_rights') }))[0]).toEqual([
      'approve',
      'api',
      'missing_rights',
    ]);
  });

  it('offers forwarding beside approving when something is missing but Altinn may still say yes', () => {
    const missing = [{ isPackage: true, id: 'x', name: 'Lønn', reasons: [] }];
    expect(steps(review({ escalate: portal }, { missing })).map(([step]) => step)).toEqual([
      'approve',
      'reject',
      'forward',
    ]);
  });

  it('does not offer an access manager to forward', () => {
    expect(steps(review({ escalate: api })).map(([step]) => step)).toEqual(['approve', 'reject']);
  });

  it('waits for the tick of stop-and-think, for approving only', () => {
    const of = review({ needsTick: true });
    expect(steps(of)).toEqual([
      ['approve', 'api', 'tick'],
      ['reject', 'api', null],
    ]);
    expect(steps(of, true)[0]).toEqual(['approve', 'api', null]);
  });

  it('blocks everything on a kept copy and offers no page offline', () => {
    expect(steps(review({}, {}, true)).map(([, , blocked]) => blocked)).toEqual(['stale', 'stale']);
    const offline = review({ approve: none('offline'), reject: none('offline') }, {}, true);
    expect(steps(offline).map(([, , blocked]) => blocked)).toEqual(['offline', 'offline']);
    expect(choices(offline, false).openAltinn).toBe(false);
  });
});
