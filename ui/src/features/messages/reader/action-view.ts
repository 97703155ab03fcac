// Which actions of a message are buttons, and which lie in the menu.
import type { ActionRank, MessageAction } from '~/api/generated/surface';

const order: Record<ActionRank, number> = { primary: 0, secondary: 1, tertiary: 2 };

/** At most so many buttons: one filled, one beside it. */
const BUTTONS = 2;

/** By rank; within a rank as the service owner has them. One left alone is no menu. */
export function actionView(actions: readonly MessageAction[]): {
  buttons: MessageAction[];
  more: MessageAction[];
} {
  const sorted = [...actions].sort((a, b) => order[a.rank] - order[b.rank]);
  const buttons = sorted.length === BUTTONS + 1 ? sorted : sorted.slice(0, BUTTONS);
  return { buttons, more: sorted.slice(buttons.length) };
}
