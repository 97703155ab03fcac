import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useHost } from '~/api/host';
import { invalidateTopics } from '~/api/queries';

/**
 * Messages that came in since the list was read: they wait behind a pill, so that nothing moves under the pointer or
 * the active row. `release` reads the list again.
 */
export function useArrivals(): { count: number; release: () => void } {
  const host = useHost();
  const client = useQueryClient();
  const [count, setCount] = useState(0);
  useEffect(
    () =>
      host.subscribe((event) => {
        if (event.kind === 'messages_arrived') setCount((before) => before + event.count);
      }),
    [host],
  );
  const release = useCallback(() => {
    setCount(0);
    void invalidateTopics(client, ['messages']);
  }, [client]);
  return { count, release };
}
