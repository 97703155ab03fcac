import { useSentence } from '~/errors';
import type { CommandError } from '~/errors/CommandError';
import { useStatus } from './StatusProvider';

/** Says in the status line that an act failed, and what to do: for acts where nothing else on the screen would tell. */
export function useFailureAlert(): (error: CommandError) => void {
  const { alert } = useStatus();
  const sentence = useSentence();
  return ({ failure }) => {
    const { what, next } = sentence(failure);
    alert(`${what}. ${next}`);
  };
}
