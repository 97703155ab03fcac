// Language, colours and density on the document itself, where the styles and screen readers look for them.
import { useEffect, useLayoutEffect } from 'react';
import type { Settings } from '~/api/generated/surface';

/** What holds until the core has said otherwise, and if it never does. */
export const usualSettings: Settings = {
  language: 'nb',
  theme: 'auto',
  density: 'compact',
  zoom: 100,
  undoReject: true,
  letterShortcuts: true,
  afterFiling: 'below',
};

const night = '(prefers-color-scheme: dark)';

/** Puts the settings on the document. */
export function applyAppearance({ language, theme, density }: Settings): void {
  const root = document.documentElement;
  root.lang = language;
  root.dataset['density'] = density;
  root.dataset['colorScheme'] =
    theme === 'auto' ? (window.matchMedia(night).matches ? 'dark' : 'light') : theme;
}

/** Keeps the document as the settings say, also when the system's own colours change. */
export function useAppearance(settings: Settings): void {
  useLayoutEffect(() => {
    applyAppearance(settings);
  }, [settings]);
  useEffect(() => {
    const media = window.matchMedia(night);
    const onChange = () => {
      applyAppearance(settings);
    };
    media.addEventListener('change', onChange);
    return () => {
      media.removeEventListener('change', onChange);
    };
  }, [settings]);
}
