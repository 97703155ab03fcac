// In a small window the top bar shows the way back from the reader. The screen says what it is; the frame draws it.
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';

/** What the small top bar shows. */
export interface NarrowBarContent {
  label: string;
  onBack: () => void;
  position?: { index: number; count: number };
  onNext?: () => void;
  nextLabel?: string;
}

const SetContext = createContext<(content: NarrowBarContent | null) => void>(() => undefined);
const ContentContext = createContext<NarrowBarContent | null>(null);

/** Carries the content from the screen to the bar. */
export function NarrowBarProvider({ children }: { children: ReactNode }) {
  const [content, setContent] = useState<NarrowBarContent | null>(null);
  const set = useMemo(() => setContent, []);
  return (
    <SetContext value={set}>
      <ContentContext value={content}>{children}</ContentContext>
    </SetContext>
  );
}

/** Puts content into the bar while the component is there. */
export function useNarrowBar(content: NarrowBarContent | null): void {
  const set = use(SetContext);
  useEffect(() => {
    if (!content) return;
    set(content);
    return () => {
      set(null);
    };
  }, [content, set]);
}

/** What the bar shows now: for the frame. */
export function useNarrowBarContent(): NarrowBarContent | null {
  return use(ContentContext);
}
