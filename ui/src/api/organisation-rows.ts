// The actors as a list of any length: the core holds them all, the window asks for the hundred in sight.
import { useQueries } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { OrganisationGroup, OrganisationRow, OrganisationsPage } from './generated/surface';
import { useHost } from './host';
import { useRead } from './queries';

const PAGE = 100;

/** A list that loads by windows. */
export interface OrganisationRows {
  /** The first page with the totals; `undefined` until it is read. */
  page: OrganisationsPage | undefined;
  error: ReturnType<typeof useRead<'organisations'>>['error'];
  rowAt: (index: number) => OrganisationRow | undefined;
  /** Tell which rows are in sight. */
  onRange: (first: number, last: number) => void;
}

/** Reads actors by name or number, in a group. */
export function useOrganisationRows(text: string, group: OrganisationGroup): OrganisationRows {
  const host = useHost();
  const [range, setRange] = useState({ first: 0, last: 0 });
  const start = useRead('organisations', { text, group, offset: 0, limit: PAGE }, { keep: true });
  const total = start.data?.total ?? 0;
  const from = Math.max(1, Math.floor(range.first / PAGE));
  const to = Math.min(Math.floor(range.last / PAGE), Math.floor(Math.max(0, total - 1) / PAGE));
  const numbers = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  const more = useQueries({
    queries: numbers.map((number) => {
      const input = { text, group, offset: number * PAGE, limit: PAGE };
      return { queryKey: ['organisations', input], queryFn: () => host.call('organisations', input) };
    }),
  });
  const pages = new Map(numbers.map((number, index) => [number, more[index]?.data]));

  return {
    page: start.data,
    error: start.error,
    rowAt: (index) => {
      const number = Math.floor(index / PAGE);
      return (number === 0 ? start.data : pages.get(number))?.rows[index % PAGE];
    },
    onRange: useCallback((first: number, last: number) => {
      setRange((before) => (before.first === first && before.last === last ? before : { first, last }));
    }, []),
  };
}
