// The compiled messages, one language at a time. Each language is a file of its own that is loaded when it is used, and
// it comes as text: engines read JSON several times faster than the same as a program.
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type { Language } from '~/api/generated/surface';

/** Compiled messages of one language: plain text where there is nothing to put in, a syntax tree where there is. */
export type Catalogue = Record<string, string | MessageFormatElement[]>;

const load: Record<Language, () => Promise<{ default: string }>> = {
  nb: () => import('./generated/nb.json?raw'),
  nn: () => import('./generated/nn.json?raw'),
  en: () => import('./generated/en.json?raw'),
};

/** The language that the page's address tells (`?language=nn`); nothing where it tells none, or one that we do not speak. */
export function languageOf(search: string): Language | null {
  const said = new URLSearchParams(search).get('language');
  return said !== null && Object.hasOwn(load, said) ? (said as Language) : null;
}

/** Loads the messages of a language. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  return JSON.parse((await load[language]()).default) as Catalogue;
}

/** The locale by which the engine formats; not every engine carries nynorsk, and bokmål's rules are the same. */
export function localeOf(language: Language): string {
  if (language === 'en') return 'en-GB';
  return Intl.DateTimeFormat.supportedLocalesOf([language])[0] ?? 'nb';
}
