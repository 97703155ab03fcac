// What jsdom lacks comes first: the components want it when they are loaded.
import './gaps';
import { act, screen, within } from '@testing-library/react';
import { MessagesScreen } from '~/features/messages/MessagesScreen';
import { messageWorld } from './messages';
import { renderWithin } from './render';

/** The inbox with the focus on its list. */
export async function drawInbox(
  change: (answers: ReturnType<typeof messageWorld>['answers']) => void = () => undefined,
) {
  const world = messageWorld();
  change(world.answers);
  const drawn = await renderWithin(<MessagesScreen folder="inbox" />, world.answers, '/inbox');
  world.speak(drawn.host);
  const list = await screen.findByRole('listbox');
  act(() => {
    list.focus();
  });
  /** The row that the keys mean. */
  const active = () => document.getElementById(list.getAttribute('aria-activedescendant') ?? '');
  const title = () =>
    within(screen.getByRole('region', { name: 'Melding' })).getByRole('heading', { level: 1 });
  return { ...drawn, list, active, title };
}
