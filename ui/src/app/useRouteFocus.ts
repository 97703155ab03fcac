import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { moveFocusSoon } from '~/components/focus';
import { isShown } from '~/components/visible';
import { placeInSheet } from './panes';

/**
 * Moves the focus when the screen changes: to the screen's h1, so that screen readers say where one is. Opening
 * something within a screen moves the focus only if it would otherwise be lost, or came from elsewhere; closing it, only
 * if the focus went with what was closed.
 */
export function useRouteFocus(): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname ?? '' });
  const before = useRef('');
  useEffect(() => {
    const screen = (address: string) => address.split('/')[1];
    const last = before.current;
    before.current = path;
    if (path === last || path === '') return;
    return moveFocusSoon(() => {
      const sheet = document.getElementById('sheet');
      const focused = document.activeElement;
      const inSheet = focused !== null && focused !== sheet && sheet?.contains(focused) === true;
      const deep = path.split('/').length > 2;
      if (screen(path) === screen(last)) {
        if (inSheet) return null;
        const isLost = focused === null || focused === document.body || focused === sheet;
        if (!deep) return isLost ? placeInSheet() : null;
      }
      const titles = [...(sheet?.querySelectorAll<HTMLElement>('h1') ?? [])].filter(isShown);
      return (deep ? titles.at(-1) : titles[0]) ?? sheet;
    });
  }, [path]);
}
