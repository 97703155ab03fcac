import { useCallback } from 'react';
import type { Message, TransmissionRow } from '~/api/generated/surface';
import { useHost } from '~/api/host';

/** Rows asked for at a time. */
const PAGE = 100;

/** Reads all letters within an opened message, window by window: paper knows no scrolling. Asks nothing of the sender. */
export function useWholeThread(): (message: Message) => Promise<TransmissionRow[]> {
  const host = useHost();
  return useCallback(
    async ({ row: { id }, opened }) => {
      const rows: TransmissionRow[] = [];
      if (!opened || opened.transmissions === 0) return rows;
      for (;;) {
        const page = await host.call('transmissions', { id, offset: rows.length, limit: PAGE });
        rows.push(...page.rows);
        if (page.rows.length === 0 || rows.length >= page.total) return rows;
      }
    },
    [host],
  );
}
