// The name of a screen: it stands in the window's title, and gets the focus when one comes to the screen.
import { createContext, use, useEffect, useRef, type RefObject } from 'react';
import { useWords } from '~/i18n';

/** Whether this environment is a test one: the title says so. */
export const TestContext = createContext(false);

/** Sets the window's title; gives the ref for the heading. */
export function useScreenTitle(title: string): RefObject<HTMLHeadingElement | null> {
  const t = useWords();
  const isTest = use(TestContext);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const app = t('common.appName');
    document.title = `${isTest ? 'TEST: ' : ''}${title === app ? app : `${title} – ${app}`}`;
  }, [title, isTest, t]);
  return heading;
}
