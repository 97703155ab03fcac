import { createContext, use } from 'react';

/** Services that came since the person last looked, by resource id, and when each was first seen (RFC 3339). */
export const NewsContext = createContext<ReadonlyMap<string, string>>(new Map());

/** The services that are new. */
export function useNews(): ReadonlyMap<string, string> {
  return use(NewsContext);
}

/** New ones first, the rest as they stood. */
export function newsFirst<T extends { resourceId: string }>(
  services: readonly T[],
  news: ReadonlyMap<string, string>,
): T[] {
  return [
    ...services.filter(({ resourceId }) => news.has(resourceId)),
    ...services.filter(({ resourceId }) => !news.has(resourceId)),
  ];
}
