// A folder of messages for component tests, over the sample's world.
import type { Answers, MemoryHost } from '~/host/memory';
import { messagesAnswers } from '~/sample/data/messages/answers';
import { quiet } from './status';

/** Answers of a world with so many messages, and a way to let it speak once it is drawn. */
export function messageWorld(count = 300) {
  let host: MemoryHost | null = null;
  const world = {
    emit: (event: Parameters<MemoryHost['emit']>[0]) => {
      host?.emit(event);
    },
  };
  const answers: Answers = {
    ...messagesAnswers(world, false, count),
    status: () => quiet,
    organisations: () => ({ total: 0, all: 0, rows: [], fetchedAt: null, failures: [] }),
  };
  return {
    answers,
    speak: (drawn: MemoryHost) => {
      host = drawn;
    },
  };
}
