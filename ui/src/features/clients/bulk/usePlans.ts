// The plans of a wish, and starting them.
import { keepPreviousData, useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  commandTopics,
  type BulkChange,
  type BulkPlan,
  type Failure,
  type Job,
  type PackageName,
  type PlanAgent,
  type PlanBlock,
} from '~/api/generated/surface';
import { useHost } from '~/api/host';
import { failedOf } from '~/api/message-rows';
import { invalidateTopics } from '~/api/queries';
import { failureOf } from '~/errors';

/** A plan with the change it is of. */
export interface Planned {
  change: BulkChange;
  plan: BulkPlan;
}

/** Several plans as one: what the panel shows. */
export interface PlanSum {
  parts: readonly Planned[];
  adds: number;
  removes: number;
  already: number;
  blocked: number;
  underWay: number;
  /** Distinct clients, when there is one plan; else cells say how much. */
  clients: number;
  agents: readonly PlanAgent[];
  blocks: readonly PlanBlock[];
  packages: readonly PackageName[];
  changeCalls: number;
  checkCalls: number;
  seconds: number;
  badLineCount: number;
  /** The oldest reading behind it. */
  fetchedAt: string | null;
}

/** Adds plans up. */
function sumOf(parts: readonly Planned[]): PlanSum {
  const plans = parts.map(({ plan }) => plan);
  const add = (pick: (plan: BulkPlan) => number) => plans.reduce((sum, plan) => sum + pick(plan), 0);
  const agents = new Map<string, PlanAgent>();
  for (const agent of plans.flatMap((plan) => plan.agents)) {
    const known = agents.get(agent.id);
    agents.set(
      agent.id,
      known ? { ...known, adds: known.adds + agent.adds, removes: known.removes + agent.removes } : agent,
    );
  }
  const times = plans.map(({ fetchedAt }) => fetchedAt).filter((at) => at !== null);
  return {
    parts,
    adds: add(({ adds }) => adds),
    removes: add(({ removes }) => removes),
    already: add(({ already }) => already),
    blocked: add(({ blocked }) => blocked),
    underWay: add(({ underWay }) => underWay),
    clients: add(({ clients }) => clients),
    agents: [...agents.values()],
    blocks: plans.flatMap(({ blocks }) => blocks),
    packages: plans.flatMap(({ packages }) => packages),
    changeCalls: add(({ changeCalls }) => changeCalls),
    checkCalls: add(({ checkCalls }) => checkCalls),
    seconds: add(({ seconds }) => seconds),
    badLineCount: add(({ badLineCount }) => badLineCount),
    fetchedAt: times.length > 0 ? times.reduce((a, b) => (a < b ? a : b)) : null,
  };
}

/** Whether two sums are of the same changes, with the same outcome. */
export function samePlans(a: PlanSum, b: PlanSum | null): boolean {
  const key = ({ parts }: PlanSum) =>
    JSON.stringify(parts.map(({ change, plan }) => [change, plan.fingerprint]));
  return b !== null && key(a) === key(b);
}

/** Asks what changes would do. */
export function usePlans(changes: readonly BulkChange[]): {
  sum: PlanSum | null;
  failure: Failure | null;
  /** There is a plan, or one is on its way. */
  plannable: boolean;
  /** Asks again for what failed. */
  again: () => void;
  /** A newer plan is on its way: what is shown cannot be started. */
  pending: boolean;
} {
  const host = useHost();
  const answers = useQueries({
    queries: changes.map((change) => {
      const input = { change, outcome: null, offset: 0, limit: 0 };
      return {
        queryKey: ['plan_bulk', input],
        queryFn: () => host.call('plan_bulk', input),
        placeholderData: keepPreviousData<BulkPlan>,
      };
    }),
  });
  const parts = changes.map((change, index) => ({ change, plan: answers[index]?.data }));
  const whole = parts.filter((part): part is Planned => part.plan !== undefined);
  const { error, again } = failedOf(answers);
  const sum = changes.length > 0 && whole.length === changes.length ? sumOf(whole) : null;
  return {
    sum,
    failure: error?.failure ?? null,
    plannable: sum !== null || error === null,
    again,
    pending: answers.some(({ isPlaceholderData, isPending }) => isPlaceholderData || isPending),
  };
}

/** Starts plans, one after the other; gives the jobs that came of it. */
export function useStart(onStarted: (jobs: Job[]) => void): {
  start: (sum: PlanSum) => void;
  busy: boolean;
  failure: Failure | null;
  forget: () => void;
} {
  const host = useHost();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = async ({ parts }: PlanSum) => {
    const jobs: Job[] = [];
    try {
      for (const { change, plan } of parts)
        // Nothing to change in one of several is no reason to stop the others.
        if (plan.changeCalls > 0)
          jobs.push(await host.call('start_job', { change, fingerprint: plan.fingerprint }));
      onStarted(jobs);
    } catch (reason) {
      setFailure(failureOf(reason));
    }
    setBusy(false);
    // What was started is under way now, also when a later one failed: the next plan says so.
    await invalidateTopics(client, commandTopics.start_job.topics);
  };
  return {
    start: (sum) => {
      if (busy) return;
      setBusy(true);
      setFailure(null);
      void run(sum);
    },
    busy,
    failure,
    forget: () => {
      setFailure(null);
    },
  };
}
