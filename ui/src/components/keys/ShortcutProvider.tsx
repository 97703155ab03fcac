import { createContext, use, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { chordOf, isField, shortcut, shortcuts, type ShortcutId } from './shortcuts';

/** How long a first key of two waits for the second. */
const SEQUENCE_MS = 1000;

interface Keyboard {
  /** Binds a shortcut; the latest binding wins. Returns the undoing. */
  bind: (id: ShortcutId, run: () => void) => () => void;
  /** Whether single letters act (Settings). */
  letters: boolean;
  /** Cmd instead of Ctrl. */
  mac: boolean;
}

const KeyboardContext = createContext<Keyboard | null>(null);

/** Listens for the keys of the whole window. */
export function ShortcutProvider({
  letters,
  mac,
  children,
}: {
  letters: boolean;
  mac: boolean;
  children: ReactNode;
}) {
  const bound = useRef(new Map<ShortcutId, (() => void)[]>());
  const keyboard = useMemo<Keyboard>(
    () => ({
      letters,
      mac,
      bind(id, run) {
        const runs = bound.current.get(id) ?? [];
        bound.current.set(id, [...runs, run]);
        return () => {
          bound.current.set(
            id,
            (bound.current.get(id) ?? []).filter((other) => other !== run),
          );
        };
      },
    }),
    [letters, mac],
  );

  useEffect(() => {
    let first: { chord: string; at: number } | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const chord = chordOf(event, mac);
      if (!chord) return;
      // A flyout that is open covers what the keys are for, as a dialog does.
      const inDialog = document.querySelector('dialog:modal, [data-flyout-open]') !== null;
      const pane =
        !isField(event.target) && event.target instanceof Element
          ? event.target.closest<HTMLElement>('[data-letters]')
          : null;
      // The rail leads elsewhere: what acts on rows means nothing there.
      const onlyGo = pane?.dataset['letters'] === 'go';
      const before = first && event.timeStamp - first.at < SEQUENCE_MS ? first.chord : null;
      first = null;
      for (const id of Object.keys(shortcuts) as ShortcutId[]) {
        const {
          chords,
          also = [],
          alsoLetters = [],
          elsewhere = [],
          letter = false,
          inPane = false,
          overDialogs = false,
          group,
        } = shortcut(id);
        const run = bound.current.get(id)?.at(-1);
        const here = pane !== null && (!onlyGo || group === 'go');
        if (!run || (letter && !(letters && here)) || (inPane && !here) || (inDialog && !overDialogs))
          continue;
        if (chords.length === 2 && chords[0] === chord && before === null)
          first = { chord, at: event.timeStamp };
        const hit =
          chords.length === 2
            ? before === chords[0] && chords[1] === chord
            : before === null &&
              (chords[0] === chord ||
                also.includes(chord) ||
                elsewhere.includes(chord) ||
                (letters && pane !== null && alsoLetters.includes(chord)));
        if (!hit || (id === 'undo' && isField(event.target))) continue;
        event.preventDefault();
        if (!event.repeat) run();
        first = null;
        return;
      }
    };
    // The second key of two comes here before it comes to what has the focus: alone it may be a key of that, as K is of
    // a list.
    let judged: KeyboardEvent | null = null;
    const onSecond = (event: KeyboardEvent) => {
      if (!first || event.timeStamp - first.at >= SEQUENCE_MS) return;
      judged = event;
      onKeyDown(event);
      if (event.defaultPrevented) event.stopPropagation();
    };
    const onRest = (event: KeyboardEvent) => {
      if (event !== judged) onKeyDown(event);
    };
    window.addEventListener('keydown', onSecond, true);
    window.addEventListener('keydown', onRest);
    return () => {
      window.removeEventListener('keydown', onSecond, true);
      window.removeEventListener('keydown', onRest);
    };
  }, [letters, mac]);

  return <KeyboardContext value={keyboard}>{children}</KeyboardContext>;
}

/** The keyboard's settings. */
export function useKeyboard(): Keyboard {
  const keyboard = use(KeyboardContext);
  if (!keyboard) throw new Error('useKeyboard outside ShortcutProvider');
  return keyboard;
}

/** Binds a key of the list while the component is there. */
export function useShortcut(id: ShortcutId, run: () => void, enabled = true): void {
  const { bind } = useKeyboard();
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!enabled) return;
    return bind(id, () => {
      latest.current();
    });
  }, [bind, id, enabled]);
}
