// Settings change at once on the screen; if the core could not keep one, it flips back and the failure says why.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Settings } from './generated/surface';
import type { CommandError } from '~/errors/CommandError';
import { useAct, useRead } from './queries';

/** The settings, and the way to change them. `onError` tells of what could not be kept, where nothing else would. */
export function useSettings(onError?: (error: CommandError) => void): {
  settings: Settings | undefined;
  change: (part: Partial<Settings>) => void;
  error: CommandError | null;
} {
  const client = useQueryClient();
  const { data: settings } = useRead('settings', {});
  const { mutate, error } = useAct('set_settings', onError && { onError });
  const change = useCallback(
    (part: Partial<Settings>) => {
      const key = ['settings', {}];
      const before = client.getQueryData<Settings>(key);
      if (!before) return;
      const next = { ...before, ...part };
      client.setQueryData(key, next);
      mutate(next, {
        onError: () => {
          client.setQueryData(key, before);
        },
      });
    },
    [client, mutate],
  );
  return { settings, change, error };
}
