import { useWords, type PlainMessageId } from '~/i18n';
import type { CellLook } from './cell-words';
import styles from './CellMark.module.css';

/** The short word of a look. */
export const lookWords: Record<CellLook, PlainMessageId> = {
  has: 'clients.cell.has',
  partly: 'clients.cell.partly',
  can_add: 'clients.cell.can_add',
  missing: 'clients.cell.missing',
  pending: 'clients.cell.pending',
  failed: 'clients.cell.failed',
  unread: 'clients.cell.unread',
  adding: 'clients.cell.adding',
  removing: 'clients.cell.removing',
};

/** Draws icon and colour of a look on any element that has `data-look`; the word is its text. */
export const lookClass = styles.look;

/** Icon and word of a cell. Colour only repeats them. */
export function CellMark({ look }: { look: CellLook }) {
  const t = useWords();
  return (
    <span className={`${styles.mark ?? ''} ${styles.look ?? ''}`} data-look={look}>
      {t(lookWords[look])}
    </span>
  );
}
