// Requests of the sample that are alike, and letters about one.
import type { Decision, Review } from '~/api/generated/surface';
import { CommandError, unexpected } from '~/errors/CommandError';
import type { Answers } from '~/host/memory';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Commands on several requests at once, and the letter to a colleague. */
export function alikeAnswers(all: () => Review[], approve: (key: string) => Decision): Answers {
  const find = (key: string): Review => {
    const review = all().find((one) => one.key === key);
    if (!review) throw new CommandError({ ...unexpected('sample'), code: 'request_not_found' });
    return review;
  };
  return {
    alike: async ({ key }) => {
      await wait(400);
      const first = find(key);
      const rows = all().filter(
        (one) =>
          one.key !== key &&
          one.system.systemId === first.system.systemId &&
          one.alike > 0 &&
          one.state.kind === 'waiting',
      );
      return {
        rows: [first, ...rows].map((one) => {
          // In one of them somebody else has to decide.
          const lacks = one.organisation.name === 'Sørmat AS';
          return {
            key: one.key,
            partyUuid: one.organisation.partyUuid,
            organisation: one.organisation.name,
            orgNo: one.organisation.orgNo,
            authority: lacks
              ? {
                  ...one.authority,
                  canPass: 9,
                  missing: [{ isPackage: true, id: 'lonn', name: 'Lønn', reasons: ['missing_package'] }],
                }
              : one.authority,
            cues: one.cues,
            canApprove: !lacks,
            fingerprint: one.fingerprint,
            failure: null,
          };
        }),
        more: 0,
        approve: { way: 'api', reason: null },
        needsTick: false,
      };
    },
    approve_alike: async ({ requests }) => {
      await wait(900);
      return {
        rows: requests.map(({ key }) => ({
          key,
          organisation: find(key).organisation.name,
          decision: approve(key),
          failure: null,
        })),
        approved: requests.length,
        notSent: 0,
      };
    },
    colleague_note: ({ key }) => {
      const { kind, system, vendor, organisation, created, serviceCount, authority, change } = find(key);
      return {
        link: `https://am.ui.tt02.altinn.no/accessmanagement/ui/systemuser/request?id=${key}`,
        kind,
        system: system.title,
        vendor: vendor.name,
        vendorOrgNo: vendor.orgNo,
        organisation: organisation.name,
        orgNo: organisation.orgNo,
        created,
        services: change ? change.added.length : serviceCount,
        needs:
          kind === 'client'
            ? ['access_manager', 'client_administrator']
            : ['access_manager', 'own_authority'],
        missing: authority.missing,
        whoCan: authority.whoCan,
        escalate: { way: kind === 'change' ? 'none' : 'api', reason: null },
      };
    },
  };
}
