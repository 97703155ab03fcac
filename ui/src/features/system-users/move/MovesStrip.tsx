import { ArrowRightLeftIcon } from '@navikt/aksel-icons';
import { Link } from '@tanstack/react-router';
import { useRead } from '~/api/queries';
import { Notice } from '~/components/Notice';
import { useWords } from '~/i18n';
import { isOver } from '~/components/moves';
import { useIsInScope } from '~/components/scope/ScopeProvider';

/** Moves that wait for their next step: told above the list, so that none is forgotten. */
export function MovesStrip() {
  const t = useWords();
  const isInScope = useIsInScope();
  const { data: moves } = useRead('moves', {});
  const open = (moves?.rows ?? []).filter((move) => !isOver(move.step) && isInScope(move.partyUuid));
  const [first] = open;
  if (!first) return null;
  return (
    <Notice
      icon={ArrowRightLeftIcon}
      action={
        <Link
          to="/system-users/$partyUuid/$id/move"
          params={{ partyUuid: first.partyUuid, id: first.from.id }}
          className="linkButton sm"
        >
          {t('moving.goOn')}
        </Link>
      }
    >
      {t('moving.open', { count: open.length })}
    </Notice>
  );
}
