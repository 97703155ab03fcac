import { useSyncExternalStore } from 'react';

/** Whether a media query holds, kept up to date. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => {
        list.removeEventListener('change', changed);
      };
    },
    () => window.matchMedia(query).matches,
  );
}

/** Below this the reader takes the list's place. */
export const oneColumn = '(max-width: 62.49rem)';
/** Up to this the rail is a menu. */
export const small = '(max-width: 40rem)';
