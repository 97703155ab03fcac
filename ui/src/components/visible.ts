/** Whether an element takes room in the page: hidden parts of a window take none. */
export function isShown(element: Element): boolean {
  return element.getClientRects().length > 0;
}
