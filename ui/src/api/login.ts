import type { Language, SignIn } from './generated/surface';

/** A login as it is asked for: in the system browser, at the usual level, and what is said beyond that. */
export function loginWith(uiLocale: Language, more: Partial<Omit<SignIn, 'uiLocale'>> = {}): SignIn {
  return { persona: null, stepUp: false, otherPerson: false, moreScopes: false, uiLocale, ...more };
}
