import { useEffect, useEffectEvent, useRef } from 'react';

/**
 * Gives the focus back when a confirmation that took it is over: it is gone, and the button that led to it is there
 * again. Never takes the focus from anything that has it by then.
 */
export function useFocusAfterAsking(asking: boolean, to: () => void): void {
  const onOver = useEffectEvent(() => {
    if (document.activeElement === document.body) to();
  });
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !asking) onOver();
    was.current = asking;
  }, [asking]);
}
