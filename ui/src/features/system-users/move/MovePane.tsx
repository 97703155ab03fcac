import type { Move, SystemUserRef } from '~/api/generated/surface';
import { useRead } from '~/api/queries';
import { FailureNotice } from '~/components/FailureNotice';
import { Reader, ReaderTitle } from '~/components/Reader';
import { useTitleAfterLoading } from '~/components/rights/useTitleAfterLoading';
import { SkeletonText } from '~/components/Skeleton';
import { useWords } from '~/i18n';
import { BeginMove } from './BeginMove';
import { moveOf } from '~/components/moves';
import { Stepper } from './Stepper';

/** Moving from one system to another: what takes its place, and then three steps that each may wait. */
export function MovePane({ access }: { access: SystemUserRef }) {
  const t = useWords();
  const { data: moves, error: movesError, refetch: readMoves } = useRead('moves', {});
  const going = moves && (moveOf(moves.rows, access) ?? lastOf(moves.rows, access));
  // An access that has been withdrawn cannot be read any more; its move can.
  const {
    data: detail,
    error,
    refetch: readAccess,
  } = useRead('system_user', access, {
    enabled: moves !== undefined && going === undefined,
  });
  const failure = movesError?.failure ?? (going === undefined ? error?.failure : undefined);
  useTitleAfterLoading(going !== undefined || detail !== undefined || failure !== undefined);
  if (going) return <Stepper key={going.id} move={going} />;
  if (failure) {
    return (
      <Reader>
        <ReaderTitle>{t('moving.title')}</ReaderTitle>
        <FailureNotice
          failure={failure}
          retry={() => void (movesError ? readMoves() : readAccess())}
          announce
        />
      </Reader>
    );
  }
  if (!detail) {
    return (
      <Reader>
        <ReaderTitle>{t('moving.loading')}</ReaderTitle>
        <SkeletonText lines={6} />
      </Reader>
    );
  }
  return <BeginMove detail={detail} />;
}

/** The move that took the access away, while it is still told of. */
function lastOf(moves: readonly Move[], { partyUuid, id }: SystemUserRef): Move | undefined {
  return moves.find((move) => move.step === 'done' && move.partyUuid === partyUuid && move.from.id === id);
}
