// A host that answers from memory: for component tests and for the sample page. Never part of the shipped window.
import type { CommandMap, CommandName, Event } from '~/api/generated/surface';
import { CommandError, commandError, unreachable } from '~/errors/CommandError';
import type { Host, Viewed } from './types';

/** Answers by command; one that is missing fails as an unknown command would. */
export type Answers = {
  [N in CommandName]?: (
    input: CommandMap[N]['input'],
  ) => CommandMap[N]['output'] | Promise<CommandMap[N]['output']>;
};

/** One call, as it was made. */
export interface MadeCall {
  name: CommandName;
  input: unknown;
}

/** A host over a table of answers, which may be changed while it runs. */
export interface MemoryHost extends Host {
  /** What is answered; change it to change the world. */
  answers: Answers;
  /** Every call so far, oldest first. */
  calls: MadeCall[];
  /** What was shown in windows of their own, oldest first. */
  viewed: Viewed[];
  /** Sends an event to whoever listens. */
  emit(event: Event): void;
}

/** Makes a host that answers from the table. */
export function memoryHost(answers: Answers): MemoryHost {
  const listeners = new Set<(event: Event) => void>();
  const host: MemoryHost = {
    answers,
    calls: [],
    viewed: [],
    zooms: true,
    async call(name, input) {
      host.calls.push({ name, input });
      const answer = host.answers[name];
      if (!answer) throw new CommandError({ ...unreachable(name), code: 'unknown_command' });
      try {
        return await answer(input);
      } catch (reason) {
        throw commandError(reason, name);
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    view(viewed) {
      host.viewed.push(viewed);
      return Promise.resolve();
    },
    emit(event) {
      for (const listener of listeners) listener(event);
    },
  };
  return host;
}
