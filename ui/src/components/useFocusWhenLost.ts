import { useEffect, useEffectEvent, useRef } from 'react';

/**
 * Gives the focus a place when what had it is gone: whenever `state` changes, and at first unless `atFirst` is false.
 * Never takes it from anything that still has it.
 */
export function useFocusWhenLost(state: string, to: () => void, { atFirst = true } = {}): void {
  const onLost = useEffectEvent(() => {
    if (document.activeElement === document.body) to();
  });
  const known = useRef(atFirst ? null : state);
  useEffect(() => {
    if (known.current === state) return;
    known.current = state;
    onLost();
  }, [state]);
}
