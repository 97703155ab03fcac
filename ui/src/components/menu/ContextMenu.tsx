import { useEffect, useEffectEvent, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { createPortal } from 'react-dom';
import { moveFocus } from '../focus';
import { Icon, type IconShape } from '../Icon';
import { Keys } from '../keys/Keys';
import { ariaKeys, type ShortcutId } from '../keys/shortcuts';
import { useKeyboard } from '../keys/ShortcutProvider';
import { rest } from '../rest';
import styles from './ContextMenu.module.css';

/** Where a menu is asked for: under the pointer, or below the row that has the focus. */
export interface MenuPlace {
  x: number;
  y: number;
}

/** One thing that can be done. */
export interface MenuAct {
  key: string;
  label: string;
  icon: IconShape;
  /** The key that does the same without the menu. */
  shortcut?: ShortcutId;
  run: () => void;
}

/** Room that is kept to the edges of the window, px. */
const EDGE = 8;

/**
 * What can be done with a row, where it was asked for (WAI-ARIA menu): the arrows move and come round, Esc, Tab and a
 * press beside it close it. `onClose` gives the focus back, and comes before what was chosen is done.
 */
export function ContextMenu({
  label,
  at,
  acts,
  onClose,
}: {
  label: string;
  at: MenuPlace;
  acts: readonly MenuAct[];
  onClose: () => void;
}) {
  const keyboard = useKeyboard();
  const menu = useRef<HTMLDivElement>(null);
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];

  const close = useEffectEvent(() => {
    rest(false);
    onClose();
  });
  useEffect(() => {
    rest(true);
    const onPress = (event: Event) => {
      if (event.target instanceof Node && menu.current?.contains(event.target)) return;
      // The press would take the focus from where it is given back to.
      event.preventDefault();
      close();
    };
    const onAway = () => {
      close();
    };
    document.addEventListener('mousedown', onPress, true);
    window.addEventListener('resize', onAway);
    window.addEventListener('blur', onAway);
    return () => {
      rest(false);
      document.removeEventListener('mousedown', onPress, true);
      window.removeEventListener('resize', onAway);
      window.removeEventListener('blur', onAway);
    };
  }, []);

  // Inside the window, whatever the corner: known only once it has its size.
  useLayoutEffect(() => {
    const panel = menu.current;
    if (!panel) return;
    const { width, height } = panel.getBoundingClientRect();
    panel.style.left = `${Math.max(EDGE, Math.min(at.x, window.innerWidth - width - EDGE))}px`;
    panel.style.top = `${Math.max(EDGE, Math.min(at.y, window.innerHeight - height - EDGE))}px`;
    moveFocus(panel.querySelector<HTMLElement>('[role="menuitem"]'), { preventScroll: true });
  }, [at]);

  const choose = (act: MenuAct) => {
    rest(false);
    onClose();
    act.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = items();
    const now = all.findIndex((item) => item === document.activeElement);
    const to: Record<string, number> = {
      ArrowDown: (now + 1) % all.length,
      ArrowUp: (now - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    };
    const next = to[event.key];
    // No key of the list under it, which React would tell of keys in here too.
    event.stopPropagation();
    if (next !== undefined) moveFocus(all[next]);
    else if (event.key === 'Escape' || event.key === 'Tab') {
      rest(false);
      onClose();
    } else return;
    event.preventDefault();
  };

  return createPortal(
    <div
      ref={menu}
      role="menu"
      aria-label={label}
      tabIndex={-1}
      className={styles.menu}
      data-flyout-open
      onKeyDown={onKeyDown}
      onContextMenu={(event) => {
        event.preventDefault();
      }}
    >
      {acts.map((act) => (
        <button
          key={act.key}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={styles.item}
          aria-keyshortcuts={act.shortcut && ariaKeys(act.shortcut, keyboard)}
          onClick={() => {
            choose(act);
          }}
        >
          <Icon of={act.icon} size="s" />
          <span className="grow">{act.label}</span>
          {act.shortcut && <Keys id={act.shortcut} />}
        </button>
      ))}
    </div>,
    document.body,
  );
}
