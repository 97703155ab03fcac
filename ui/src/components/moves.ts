// Moves from one system to another, as far as more than one screen knows of them.
import type { Move, MoveStep, SystemUserRef } from '~/api/generated/surface';

/** Whether nothing more can happen to a move. */
export function isOver(step: MoveStep): boolean {
  return step === 'done' || step === 'stopped';
}

/** The move that an access is part of and that is not over, whichever end it is. */
export function moveOf(moves: readonly Move[], { partyUuid, id }: SystemUserRef): Move | undefined {
  return moves.find(
    (move) =>
      !isOver(move.step) &&
      move.partyUuid === partyUuid &&
      // An approved request becomes an access with the same id.
      (move.from.id === id || move.new?.id === id || (move.to.kind === 'request' && move.to.key === id)),
  );
}
