import { ArrowRightLeftIcon } from '@navikt/aksel-icons';
import { Link } from '@tanstack/react-router';
import type { SystemUserDetail } from '~/api/generated/surface';
import { useRead } from '~/api/queries';
import { Icon } from '~/components/Icon';
import { useWords } from '~/i18n';
import styles from '../Access.module.css';
import { moveOf } from '~/components/moves';
import { stages } from './move-view';

/** On the page of an access: a move that is under way, or the way to begin one. */
export function MoveNote({ detail: { row } }: { detail: SystemUserDetail }) {
  const t = useWords();
  const { data: moves } = useRead('moves', {});
  if (!moves) return null;
  const { partyUuid, id } = row;
  const move = moveOf(moves.rows, { partyUuid, id });
  return (
    <section className={styles.part}>
      <h2 className="h2">{t('moving.part')}</h2>
      {move && (
        <p className="sm">
          {t('moving.at', {
            step: stages.indexOf(move.step as (typeof stages)[number]) + 1,
            from: move.from.title,
          })}
        </p>
      )}
      <Link
        to="/system-users/$partyUuid/$id/move"
        params={{ partyUuid, id: move?.from.id ?? id }}
        className={styles.receipt}
      >
        <Icon of={ArrowRightLeftIcon} size="s" />
        {t(move ? 'moving.goOn' : 'moving.start')}
      </Link>
    </section>
  );
}
