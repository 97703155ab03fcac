// Commands as queries and mutations. The cache is thin: the core owns the data, so nothing goes stale by time, only
// by the topics that a write or an event of the core names.
import {
  keepPreviousData,
  QueryClient,
  type Query,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import { commandTopics, type CommandMap, type CommandName, type Topic } from './generated/surface';
import type { CommandError } from '~/errors/CommandError';
import { useHost } from './host';
import { shown } from './shown';

type Input<N extends CommandName> = CommandMap[N]['input'];
type Output<N extends CommandName> = CommandMap[N]['output'];

/** A cache that never asks by itself: the network is the core's business, so the browser's idea of it is ignored. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Infinity,
        gcTime: 10 * 60 * 1000,
        // An event may be lost (the window slept); looking again costs one local call.
        refetchOnWindowFocus: 'always',
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** Drops what the cache holds under these topics; what is on screen is read again at once. */
export async function invalidateTopics(client: QueryClient, topics: readonly Topic[]): Promise<void> {
  const topicsOf: Partial<Record<string, { topics: readonly Topic[] }>> = commandTopics;
  const concerned = ({ queryKey: [name] }: Query) =>
    topicsOf[String(name)]?.topics.some((topic) => topics.includes(topic)) ?? false;
  // A first answer that is under way may be older than the change, and the library lets it stand: it is asked once more.
  const first = client.getQueryCache().findAll({
    predicate: (query) =>
      concerned(query) && query.state.data === undefined && query.state.fetchStatus === 'fetching',
  });
  await client.invalidateQueries({ predicate: concerned });
  if (first.length > 0) await client.invalidateQueries({ predicate: (query) => first.includes(query) });
}

/** How a read behaves. */
export interface ReadOptions {
  /** False: do not ask yet. */
  enabled?: boolean;
  /** Keep showing the former answer while a new one comes: for lists whose filter changes. */
  keep?: boolean;
}

/** Asks the core, and asks again when a topic of the command changes. */
export function useRead<N extends CommandName>(
  name: N,
  input: Input<N>,
  { enabled = true, keep = false }: ReadOptions = {},
): UseQueryResult<Output<N>, CommandError> {
  const host = useHost();
  const prepare: ((answer: Output<N>) => Output<N>) | undefined = shown[name];
  return useQuery<Output<N>, CommandError>({
    queryKey: [name, input],
    queryFn: () => host.call(name, input),
    enabled,
    ...(prepare && { select: prepare }),
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
}

/** What to do after an act. */
export interface ActOptions<N extends CommandName> {
  onSuccess?: (output: Output<N>, input: Input<N>) => void;
  onError?: (error: CommandError, input: Input<N>) => void;
}

/** Does something in the core; what it touches is read again afterwards, whether it went well or not. */
export function useAct<N extends CommandName>(
  name: N,
  { onSuccess, onError }: ActOptions<N> = {},
): UseMutationResult<Output<N>, CommandError, Input<N>> {
  const host = useHost();
  const client = useQueryClient();
  return useMutation<Output<N>, CommandError, Input<N>>({
    mutationFn: (input) => host.call(name, input),
    onSuccess: (output, input) => onSuccess?.(output, input),
    onError: (error, input) => onError?.(error, input),
    onSettled: () => {
      void invalidateTopics(client, commandTopics[name].topics);
    },
  });
}

/** Asks Altinn anew (`refresh: true`) and puts the answer where the ordinary read looks for it. */
export function useRefresh<N extends CommandName>(
  name: N,
  input: Input<N> & { refresh: boolean },
): () => Promise<Output<N>> {
  const host = useHost();
  const client = useQueryClient();
  return useCallback(async () => {
    const answer = await host.call(name, { ...input, refresh: true });
    client.setQueryData([name, { ...input, refresh: false }], answer);
    return answer;
  }, [client, host, input, name]);
}
