import { useEffect, useRef } from 'react';
import { usePanes } from '../Panes';

/**
 * The title that stands in while something loads may have the focus (one came here by Enter). When it is replaced,
 * the real title takes the focus over, and is read out; the focus is never taken from anything else.
 */
export function useTitleAfterLoading(loaded: boolean): void {
  const panes = usePanes();
  const waited = useRef(false);
  useEffect(() => {
    if (!loaded) {
      waited.current = true;
      return;
    }
    if (waited.current && document.activeElement === document.body) panes?.focusReader();
    waited.current = false;
  }, [loaded, panes]);
}
