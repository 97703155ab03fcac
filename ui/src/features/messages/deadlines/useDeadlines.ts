import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Deadlines, DeadlinesQuery, MessageRow } from '~/api/generated/surface';
import { useHost } from '~/api/host';
import { failedOf, windowsFor } from '~/api/message-rows';
import type { CommandError } from '~/errors/CommandError';

const PAGE = 100;

/** Which deadlines, without the window. */
export type DeadlineList = Omit<DeadlinesQuery, 'offset' | 'limit'>;

/** Deadlines as a list that loads by windows. */
export function useDeadlines(list: DeadlineList) {
  const host = useHost();
  const [range, setRange] = useState({ first: 0, last: 0 });
  const ask = (number: number) => {
    const input = { ...list, offset: number * PAGE, limit: PAGE };
    return { queryKey: ['deadlines', input], queryFn: () => host.call('deadlines', input) };
  };
  const start = useQuery<Deadlines, CommandError>({ ...ask(0), placeholderData: keepPreviousData });
  const numbers = windowsFor(range.first, range.last, start.data?.total ?? 0, PAGE);
  const more = useQueries({ queries: numbers.map(ask) });
  const onRange = useCallback((first: number, last: number) => {
    setRange((before) => (before.first === first && before.last === last ? before : { first, last }));
  }, []);
  const loaded = new Map<number, MessageRow>();
  const places = new Map<string, number>();
  [start.data, ...more.map(({ data }) => data)].forEach((page, at) => {
    const number = at === 0 ? 0 : (numbers[at - 1] ?? 0);
    page?.rows.forEach((row, index) => {
      loaded.set(number * PAGE + index, row);
      places.set(row.id, number * PAGE + index);
    });
  });
  return {
    page: start.data,
    error: failedOf([start, ...more]).error,
    rowAt: (index: number) => loaded.get(index),
    indexOf: (id: string) => places.get(id) ?? -1,
    onRange,
  };
}
