// The compiled messages, one language at a time. Each language is a file of its own that is loaded when it is used.
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type { Language } from '~/api/generated/surface';

/** Compiled messages of one language. */
export type Catalogue = Record<string, MessageFormatElement[]>;

const load: Record<Language, () => Promise<{ default: unknown }>> = {
  nb: () => import('./generated/nb.json'),
  nn: () => import('./generated/nn.json'),
  en: () => import('./generated/en.json'),
};

/** Loads the messages of a language. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  return (await load[language]()).default as Catalogue;
}

/** The locale by which the engine formats; not every engine carries nynorsk, and bokmål's rules are the same. */
export function localeOf(language: Language): string {
  if (language === 'en') return 'en-GB';
  return Intl.DateTimeFormat.supportedLocalesOf([language])[0] ?? 'nb';
}
