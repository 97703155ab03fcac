import { createContext, use } from 'react';
import type { ContentLink } from './types';

/** What the parts of a document need to know of its place in the page. */
export interface Drawing {
  /** Level of the document's first headings, 1 to 6. */
  firstHeading: number;
  /** Opens a link, after the core's own check. */
  onOpenLink: (link: ContentLink) => void;
}

/** The place of the document that is being drawn. */
export const DrawingContext = createContext<Drawing | null>(null);

/** The place of the document that is being drawn. */
export function useDrawing(): Drawing {
  const drawing = use(DrawingContext);
  if (!drawing) throw new Error('useDrawing outside ContentDocument');
  return drawing;
}
