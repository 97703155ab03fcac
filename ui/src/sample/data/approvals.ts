// The approvals of the sample, with enough of the core's behaviour that the flows can be tried.
import type { Decision, ErrorCode, Event, Failure, QueueState, Review } from '~/api/generated/surface';
import { CommandError } from '~/errors/CommandError';
import type { Answers } from '~/host/memory';
import { receiptFor } from './activity';
import { alikeAnswers } from './alike';
import { carriedOut } from './changes';
import { isAsked } from './groups';
import { ago, now, reviews as seed, rowOf } from './reviews';

/** What the sample's commands can do to the window. */
export interface World {
  emit: (event: Event) => void;
}

const failure = (code: ErrorCode, context: Record<string, string> = {}): Failure => ({
  code,
  retry: 'never',
  afterS: null,
  upstreamCode: null,
  traceId: null,
  context,
});
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Commands of the approvals. */
export function approvalsAnswers({ emit }: World): Answers {
  let reviews = seed.map((review) => ({ ...review }));
  const timers = new Map<string, number>();
  const find = (key: string): Review => {
    const review = reviews.find((one) => one.key === key);
    if (!review) throw new CommandError(failure('request_not_found'));
    return review;
  };
  const put = (key: string, state: QueueState) => {
    reviews = reviews.map((review) => (review.key === key ? { ...review, state } : review));
  };
  const changed = () => {
    emit({ kind: 'changed', topics: ['approvals', 'activity', 'status'] });
  };
  const rejectNow = (key: string): Decision => {
    clearTimeout(timers.get(key));
    const receipt = receiptFor({ ...find(key) }, 'rejected');
    put(key, { kind: 'rejected', receipt });
    return { kind: 'done', receipt };
  };
  const approveNow = (key: string): Decision => {
    const { change } = find(key);
    if (change)
      reviews = reviews.map((one) => (one.key === key ? { ...one, change: carriedOut(change) } : one));
    const receipt = receiptFor(find(key), change ? 'changed' : 'approved');
    put(key, { kind: 'approved', receipt });
    return { kind: 'done', receipt };
  };
  return {
    queue: (query) => {
      const rows = reviews.map(rowOf).filter((row) => isAsked(query, row.partyUuid));
      return {
        rows,
        waiting: rows.filter(({ state }) => state.kind === 'waiting').length,
        fetchedAt: new Date(now).toISOString(),
        organisations: 412,
        unread: 0,
        listing: { way: 'api', reason: null },
        failures: [],
      };
    },
    review: async ({ key }) => {
      await wait(20);
      return find(key);
    },
    add_link: async ({ text }) => {
      await wait(200);
      const key = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(text)?.[0];
      if (key === undefined)
        throw new CommandError(
          /consent/.test(text)
            ? failure('link_kind_unsupported', { page: 'consent' })
            : failure(text.includes('http') ? 'link_wrong_path' : 'link_not_a_link'),
        );
      return { key: find(key).key, kind: find(key).kind, already: true };
    },
    dismiss: ({ key }) => {
      reviews = reviews.filter((review) => review.key !== key);
      return {};
    },
    approve: async ({ key }) => {
      await wait(700);
      return approveNow(key);
    },
    ...alikeAnswers(() => reviews, approveNow),
    reject: ({ key, now: atOnce }) => {
      if (atOnce) return rejectNow(key);
      const at = new Date(Date.now() + 10_000).toISOString();
      put(key, { kind: 'rejecting', at });
      timers.set(
        key,
        window.setTimeout(() => {
          rejectNow(key);
          changed();
        }, 10_000),
      );
      return { kind: 'scheduled', at };
    },
    undo_reject: ({ key }) => {
      clearTimeout(timers.get(key));
      put(key, { kind: 'waiting' });
      return {};
    },
    escalate: ({ key }) => {
      put(key, { kind: 'escalated' });
      return { kind: 'forwarded' };
    },
    hand_off: ({ key }) => {
      put(key, { kind: 'observing', since: ago(0) });
      timers.set(
        key,
        window.setTimeout(() => {
          const receipt = receiptFor(find(key), 'approved', true);
          put(key, { kind: 'approved', receipt });
          emit({ kind: 'decided', key, receipt });
        }, 20_000),
      );
      return { kind: 'handed_off' };
    },
    stop_observing: ({ key }) => {
      clearTimeout(timers.get(key));
      put(key, { kind: 'waiting' });
      return {};
    },
    confirm_link: ({ key }) => ({
      url: `https://am.ui.tt02.altinn.no/accessmanagement/ui/systemuser/request?id=${key}`,
    }),
  };
}
