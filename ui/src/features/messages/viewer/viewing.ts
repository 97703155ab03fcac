// The way from an attachment's line to our own viewer: it takes the whole reader, wherever the line stands.
import { createContext, use } from 'react';
import type { Attachment, AttachmentRef } from '~/api/generated/surface';

/** An attachment that is shown. */
export interface Viewed {
  of: AttachmentRef;
  attachment: Attachment;
}

/** Shows an attachment in the reader. */
export const ViewingContext = createContext<((viewed: Viewed) => void) | null>(null);

/** The way to the viewer, where there is one. */
export function useViewing(): ((viewed: Viewed) => void) | null {
  return use(ViewingContext);
}
