// Messages as a list of any length: the core holds them all, the window asks for the hundred in sight.
import { keepPreviousData, useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type {
  Folder,
  MessageFilter,
  MessageRow,
  MessagesPage,
  MessagesQuery,
  Scope,
} from './generated/surface';
import type { CommandError } from '~/errors/CommandError';
import { useHost } from './host';

export const PAGE = 100;

/** Which messages, without the window. */
export type MessageList = Omit<MessagesQuery, 'offset' | 'limit'>;

/** A list of messages that loads by windows. */
export interface MessageRows {
  /** The first window with the totals; `undefined` until it is read. */
  page: MessagesPage | undefined;
  /** How many match; with `more`, so many at least: the list grows as it is scrolled. */
  total: number;
  more: boolean;
  /** Why a window in sight could not be read: the first one, or one further down. */
  error: CommandError | null;
  /** What is shown is of the list that was asked for before; the new one is on its way. */
  stale: boolean;
  rowAt: (index: number) => MessageRow | undefined;
  /** Where a message stands among the loaded rows, or -1. */
  indexOf: (id: string) => number;
  /** Tell which rows are in sight. */
  onRange: (first: number, last: number) => void;
}

/** No filter. */
export const noFilter: MessageFilter = {
  unread: false,
  statuses: [],
  owners: [],
  services: [],
  due: null,
  attachments: false,
};

/** The list of a folder, unfiltered, with all that came in. */
export function usualList(folder: Folder, scope: Scope): MessageList {
  return { folder, scope, filter: noFilter, sort: 'newest', text: '', asOf: null };
}

/** The whole query of a window. */
export function windowOf(list: MessageList, offset: number, limit: number): MessagesQuery {
  return { ...list, offset, limit };
}

/** Which windows of the size must be there for rows in sight; the first always is. */
export function windowsFor(first: number, last: number, total: number, size = PAGE): number[] {
  const from = Math.max(1, Math.floor(first / size));
  const to = Math.min(Math.floor(last / size), Math.floor(Math.max(0, total - 1) / size));
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

/** Which windows of rows are in sight, as first rows of theirs: a row more or less draws nothing anew. */
export function useSight(): {
  range: { first: number; last: number };
  onRange: (first: number, last: number) => void;
} {
  const [range, setRange] = useState({ first: 0, last: 0 });
  const onRange = useCallback((firstRow: number, lastRow: number) => {
    const first = Math.floor(firstRow / PAGE) * PAGE;
    const last = Math.floor(lastRow / PAGE) * PAGE;
    setRange((before) => (before.first === first && before.last === last ? before : { first, last }));
  }, []);
  return { range, onRange };
}

/**
 * How many rows a list has, as its first window says; where counting went no further, as those windows say that lie
 * deepest.
 */
export function lengthOf(
  first: MessagesPage | undefined,
  others: readonly (MessagesPage | undefined)[],
): { total: number; more: boolean } {
  if (first === undefined || first.isTotalExact) return { total: first?.total ?? 0, more: false };
  const end = others.find((page) => page?.isTotalExact);
  if (end) return { total: end.total, more: false };
  return { total: Math.max(first.total, ...others.map((page) => page?.total ?? 0)), more: true };
}

/** What failed among the windows of a list, and reading that again. */
export function failedOf(windows: readonly Pick<UseQueryResult, 'error' | 'refetch'>[]): {
  error: CommandError | null;
  again: () => void;
} {
  const failed = windows.filter(({ error }) => error !== null);
  return {
    // A command fails with nothing else.
    error: (failed[0]?.error ?? null) as CommandError | null,
    again: () => {
      for (const { refetch } of failed) void refetch();
    },
  };
}

/** Reads a list of messages. */
export function useMessageRows(list: MessageList): MessageRows {
  const host = useHost();
  const { range, onRange } = useSight();
  const ask = (number: number) => {
    const input = windowOf(list, number * PAGE, PAGE);
    return { queryKey: ['messages', input], queryFn: () => host.call('messages', input) };
  };
  const start = useQuery<MessagesPage, CommandError>({ ...ask(0), placeholderData: keepPreviousData });
  const numbers = windowsFor(
    range.first,
    range.last,
    start.data?.isTotalExact === false ? Infinity : (start.data?.total ?? 0),
  );
  const more = useQueries({ queries: numbers.map(ask) });

  const { total, more: isOpen } = lengthOf(
    start.data,
    more.map(({ data }) => data),
  );
  // A list of unknown length keeps the length that it grew to: the window that told it may be out of sight by now.
  const name = JSON.stringify(list);
  const [reached, setReached] = useState({ name, total: 0 });
  if (!start.isPlaceholderData && (reached.name !== name || (isOpen && total > reached.total)))
    setReached({ name, total });

  const loaded = new Map<number, MessageRow>();
  const places = new Map<string, number>();
  const put = (number: number, page: MessagesPage | undefined) => {
    page?.rows.forEach((row, index) => {
      loaded.set(number * PAGE + index, row);
      places.set(row.id, number * PAGE + index);
    });
  };
  put(0, start.data);
  more.forEach(({ data }, index) => {
    put(numbers[index] ?? 0, data);
  });

  return {
    page: start.data,
    total: isOpen && reached.name === name ? Math.max(total, reached.total) : total,
    more: isOpen,
    error: failedOf([start, ...more]).error,
    stale: start.isPlaceholderData,
    rowAt: (index) => loaded.get(index),
    indexOf: (id) => places.get(id) ?? -1,
    onRange,
  };
}
