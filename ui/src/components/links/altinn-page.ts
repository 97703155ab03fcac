import type { AltinnPage, Failure } from '~/api/generated/surface';
import type { Words } from '~/i18n';

/** A link to a page at Altinn that is no request of ours to review. */
export interface PageLink {
  page: AltinnPage;
  /** The text as it came: the core opens it, if it still finds it good. */
  text: string;
}

/** Every page that has words. */
const pages: Record<AltinnPage, true> = {
  consent: true,
  inbox: true,
  system_access: true,
  access_management: true,
  form: true,
  information: true,
  other: true,
};

/** The page that a refused link leads to, where the core says that the browser can open it. */
export function pageLinkOf({ context }: Failure, text: string): PageLink | null {
  const { page } = context;
  if (page === undefined) return null;
  // A newer core may know pages that this window does not.
  return { page: page in pages ? (page as AltinnPage) : 'other', text };
}

/** What the page is, and why it is opened in the browser. */
export function pageWords(t: Words, page: AltinnPage): { title: string; text: string } {
  return { title: t(`links.page.${page}.title`), text: t(`links.page.${page}.text`) };
}
