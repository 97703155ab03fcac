import { useCallback } from 'react';
import type { ActivityRow } from '~/api/generated/surface';
import { useHost } from '~/api/host';
import { PAGE, type LogQuery } from '../log/useLog';

/** Reads all of the log that the query leaves, window by window: paper knows no scrolling. */
export function useWholeLog(): (query: LogQuery) => Promise<ActivityRow[]> {
  const host = useHost();
  return useCallback(
    async (query) => {
      const rows: ActivityRow[] = [];
      for (;;) {
        const page = await host.call('activity', { ...query, offset: rows.length, limit: PAGE });
        rows.push(...page.rows);
        if (page.rows.length === 0 || rows.length >= page.total) return rows;
      }
    },
    [host],
  );
}
