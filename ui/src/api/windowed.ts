// A list of any length that the core holds: the window asks for the hundred rows in sight.
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { CommandMap, CommandName } from './generated/surface';
import type { CommandError } from '~/errors/CommandError';
import type { Host } from '~/host/types';
import { useHost } from './host';
import { failedOf, PAGE, useSight, windowsFor } from './message-rows';

/** Commands that answer with a window of rows. */
export type WindowedName = {
  [N in CommandName]: CommandMap[N] extends {
    input: { offset: number; limit: number };
    output: { total: number; rows: unknown[] };
  }
    ? N
    : never;
}[CommandName];

/** What is asked, without the window. */
export type ListOf<N extends WindowedName> = Omit<CommandMap[N]['input'], 'offset' | 'limit'>;
/** A row of the answer. */
export type RowOf<N extends WindowedName> = CommandMap[N]['output']['rows'][number];

/** A list that loads by windows. */
export interface Windowed<N extends WindowedName> {
  /** The first window with the totals; `undefined` until it is read. */
  page: CommandMap[N]['output'] | undefined;
  /** Why a window in sight could not be read: the first one, or one further down. */
  error: CommandError | null;
  /** Reads again what failed. */
  again: () => void;
  /** What is shown is of the list that was asked for before; the new one is on its way. */
  stale: boolean;
  rowAt: (index: number) => RowOf<N> | undefined;
  /** Tell which rows are in sight. */
  onRange: (first: number, last: number) => void;
}

/** The question for one window of a list. */
export function windowQuery<N extends WindowedName>(host: Host, name: N, list: ListOf<N>, number: number) {
  const input = { ...list, offset: number * PAGE, limit: PAGE } as unknown as CommandMap[N]['input'];
  return { queryKey: [name, input], queryFn: () => host.call(name, input) };
}

/** Reads a list by windows of a hundred. */
export function useWindowed<N extends WindowedName>(
  name: N,
  list: ListOf<N>,
  { enabled = true }: { enabled?: boolean } = {},
): Windowed<N> {
  const host = useHost();
  const { range, onRange } = useSight();
  const ask = (number: number) => windowQuery(host, name, list, number);
  const start = useQuery<CommandMap[N]['output'], CommandError>({
    ...ask(0),
    enabled,
    placeholderData: keepPreviousData,
  });
  const { data } = start;
  const numbers = enabled ? windowsFor(range.first, range.last, data?.total ?? 0) : [];
  const more = useQueries({ queries: numbers.map(ask) });
  const pages = new Map(numbers.map((number, index) => [number, more[index]?.data]));
  const rowAt = (index: number): RowOf<N> | undefined => {
    const number = Math.floor(index / PAGE);
    return (number === 0 ? data : pages.get(number))?.rows[index % PAGE];
  };
  return { page: data, ...failedOf([start, ...more]), stale: start.isPlaceholderData, rowAt, onRange };
}
