import { CommandError, unreachable } from '~/errors/CommandError';

/** A failure that trying again may mend. */
export const slow = new CommandError({ ...unreachable('test'), code: 'timeout' });

/** An answer that fails until it is mended. */
export function failing<A extends unknown[], T>(answer: (...input: A) => T) {
  let fails = true;
  return {
    answer: (...input: A): T => {
      if (fails) throw slow;
      return answer(...input);
    },
    mend: () => {
      fails = false;
    },
  };
}
