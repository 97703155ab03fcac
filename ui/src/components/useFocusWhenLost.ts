import { useEffect, useEffectEvent } from 'react';

/**
 * Gives the focus a place when what had it is gone: at first, and whenever `state` changes. Never takes it from
 * anything that still has it.
 */
export function useFocusWhenLost(state: string, to: () => void): void {
  const onLost = useEffectEvent(() => {
    if (document.activeElement === document.body) to();
  });
  useEffect(() => {
    onLost();
  }, [state]);
}
