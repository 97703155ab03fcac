import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { ActivityFilter, ActivityPage, ActivityRow, ChainState, Failure } from '~/api/generated/surface';
import { useHost } from '~/api/host';
import { failureOf } from '~/errors';

/** Rows asked for at a time. */
export const PAGE = 200;

/** What is looked for. */
export interface LogQuery {
  text: string;
  filter: ActivityFilter;
  partyUuid: string | null;
  group: string | null;
}

/** The log as the list sees it: all of its length, of which the windows in sight are loaded. */
export interface Log {
  /** `undefined` until the first window has come. */
  total: number | undefined;
  rowAt: (index: number) => ActivityRow | undefined;
  /** The rows of the first windows, in order, as far as they are loaded. */
  rows: ActivityRow[];
  chain: ChainState | undefined;
  failure: Failure | null;
  /** Reads again what failed. */
  retry: () => void;
  /** Loads the windows that these rows lie in. */
  want: (first: number, last: number) => void;
}

/** Reads the log by windows, so that a log of years is as quick as one of days. */
export function useLog({ text, filter, partyUuid, group }: LogQuery): Log {
  const host = useHost();
  const [range, setRange] = useState({ first: 0, last: 0 });
  const numbers = useMemo(() => {
    const shown = new Set([0]);
    for (let page = range.first; page <= range.last; page++) shown.add(page);
    return [...shown];
  }, [range]);
  const results = useQueries({
    queries: numbers.map((page) => {
      const input = { text, filter, partyUuid, group, offset: page * PAGE, limit: PAGE };
      return { queryKey: ['activity', input] as const, queryFn: () => host.call('activity', input) };
    }),
  });
  const pages = new Map<number, ActivityPage>();
  numbers.forEach((page, index) => {
    const data = results[index]?.data;
    if (data) pages.set(page, data);
  });
  const first = pages.get(0);
  const error = results.find((result) => result.error !== null)?.error;
  const want = useCallback((from: number, to: number) => {
    const next = { first: Math.floor(from / PAGE), last: Math.floor(to / PAGE) };
    setRange((now) => (now.first === next.first && now.last === next.last ? now : next));
  }, []);
  return {
    total: first?.total,
    rowAt: (index) => pages.get(Math.floor(index / PAGE))?.rows[index % PAGE],
    rows: [...pages].sort(([a], [b]) => a - b).flatMap(([, page]) => page.rows),
    chain: first?.chain,
    failure: error ? failureOf(error) : null,
    retry: () => {
      for (const { error: failed, refetch } of results) if (failed !== null) void refetch();
    },
    want,
  };
}
