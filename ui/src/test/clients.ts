// A firm with clients for component tests, over the sample's world.
import type { Answers, MemoryHost } from '~/host/memory';
import { clientsAnswers, usualClients, type ClientsChoice } from '~/sample/data/clients/answers';
import { quiet } from './status';

/** Answers of a world of clients, and a way to let it speak once it is drawn. */
export function clientWorld(choice: Partial<ClientsChoice> = {}) {
  let host: MemoryHost | null = null;
  const world = {
    emit: (event: Parameters<MemoryHost['emit']>[0]) => {
      host?.emit(event);
    },
  };
  const answers: Answers = {
    ...clientsAnswers(world, { ...usualClients, ...choice }),
    status: () => quiet,
    party_groups: () => ({ groups: [{ id: 'g1', name: 'Mva-klienter', members: 18 }] }),
    ui_mark: () => ({}),
  };
  return {
    answers,
    speak: (drawn: MemoryHost) => {
      host = drawn;
    },
  };
}

/** Where a cell of the matrix stands: its row, -1 for the head, and its column, 0 for the client's name. */
export function placeOf(cell: Element | null): string | null {
  const row = cell?.closest('[aria-rowindex]')?.getAttribute('aria-rowindex');
  const column = cell?.getAttribute('aria-colindex');
  return row == null || column == null ? null : `${Number(row) - 2} ${Number(column) - 1}`;
}
