import { useCallback, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { rootScale } from './root-scale';
import styles from './SplitPane.module.css';

/** Bounds of a list's width, rem. */
const MIN = 22.5;
const MAX = 35;
const USUAL = 25.5;
const STEP = 1;

const clamp = (rem: number) => Math.max(MIN, Math.min(MAX, rem));

/** The width of a list, remembered on this machine; a window without storage simply forgets it. */
export function usePaneWidth(id: string, usual = USUAL) {
  const key = `fullmakt.pane.${id}`;
  const [rem, setRem] = useState(() => {
    try {
      const kept = Number(window.localStorage.getItem(key));
      return kept > 0 ? clamp(kept) : usual;
    } catch {
      return usual;
    }
  });
  const [collapsed, setCollapsed] = useState(false);
  const keep = useCallback(
    (next: number) => {
      const width = clamp(next);
      setRem(width);
      try {
        window.localStorage.setItem(key, String(width));
      } catch {
        // Not kept: the width is a convenience.
      }
    },
    [key],
  );
  return { rem, collapsed, setCollapsed, keep, usual };
}

/** The line between two panes: drag it, or move it with the arrow keys. Enter hides the list, a double click resets. */
export function PaneSeparator({ width, label }: { width: ReturnType<typeof usePaneWidth>; label: string }) {
  const { rem, collapsed, setCollapsed, keep, usual } = width;

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowLeft: rem - STEP,
      ArrowRight: rem + STEP,
      Home: MIN,
      End: MAX,
    };
    const next = steps[event.key];
    if (next !== undefined) {
      setCollapsed(false);
      keep(next);
    } else if (event.key === 'Enter') setCollapsed(!collapsed);
    else return;
    event.preventDefault();
  };

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    const handle = event.currentTarget;
    const left = handle.parentElement?.getBoundingClientRect().left ?? 0;
    const root = rootScale() * 16;
    handle.setPointerCapture(event.pointerId);
    const onMove = (move: globalThis.PointerEvent) => {
      setCollapsed(false);
      keep((move.clientX - left) / root);
    };
    const onEnd = () => {
      handle.removeEventListener('pointermove', onMove);
      handle.removeEventListener('pointerup', onEnd);
      handle.removeEventListener('pointercancel', onEnd);
    };
    handle.addEventListener('pointermove', onMove);
    handle.addEventListener('pointerup', onEnd);
    handle.addEventListener('pointercancel', onEnd);
  };

  return (
    // A focusable separator is a widget (WAI-ARIA window splitter): it has a value and a keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- see above
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={collapsed ? 0 : Math.round(rem * 16)}
      aria-valuemin={0}
      aria-valuemax={MAX * 16}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={0}
      className={styles.separator}
      style={{ left: `${collapsed ? 0 : rem}rem` }}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onDoubleClick={() => {
        setCollapsed(false);
        keep(usual);
      }}
    />
  );
}
