// How large everything is drawn: a setting, which the window's host follows.
import type { CommandError } from '~/errors/CommandError';
import { useHost } from './host';
import { useSettings } from './settings';

/** Sizes in per cent, as browsers have them. */
const sizes = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400] as const;
const USUAL = 100;

/** The next size in a direction; at an end it stays. */
export function nextSize(now: number, direction: 'larger' | 'smaller'): number {
  const next =
    direction === 'larger' ? sizes.find((size) => size > now) : sizes.findLast((size) => size < now);
  return next ?? now;
}

/** The size, and the ways to change it; `null` where it is not ours to change. */
export interface Zoom {
  size: number;
  isUsual: boolean;
  larger: (() => void) | null;
  smaller: (() => void) | null;
  usual: () => void;
}

/** The size of everything; `onError` tells of one that could not be kept. */
export function useZoom(onError: (error: CommandError) => void): Zoom | null {
  const { zooms } = useHost();
  const { settings, change } = useSettings(onError);
  if (!zooms || !settings) return null;
  const size = settings.zoom;
  const step = (direction: 'larger' | 'smaller') => {
    const next = nextSize(size, direction);
    return next === size
      ? null
      : () => {
          change({ zoom: next });
        };
  };
  return {
    size,
    isUsual: size === USUAL,
    larger: step('larger'),
    smaller: step('smaller'),
    usual: () => {
      change({ zoom: USUAL });
    },
  };
}
