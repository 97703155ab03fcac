import { useWords } from '~/i18n';
import { Tight } from './Blocks';
import styles from './ContentDocument.module.css';
import type { ContentTableCell, ContentTableRow } from './types';
import { cellWords } from './words';

/** Columns that a table's name tells. */
const named = 4;

/** A table in a frame of its own that scrolls when the table is wider than the letter. */
export function Table({ rows }: { rows: readonly ContentTableRow[] }) {
  const t = useWords();
  const [first, ...others] = rows;
  const head = first?.cells.every((cell) => cell.header) === true ? first : undefined;
  const columns = (head?.cells ?? [])
    .map((cell) => cellWords(cell.blocks))
    .filter(Boolean)
    .slice(0, named);
  return (
    <div
      className={styles.frame}
      role="group"
      aria-label={
        columns.length > 0 ? t('content.tableOf', { columns: t.list(columns) }) : t('content.table')
      }
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must scroll by keyboard too
      tabIndex={0}
    >
      <table>
        {head && (
          <thead>
            <Row row={head} scope="col" />
          </thead>
        )}
        <tbody>
          {(head ? others : rows).map((row, place) => (
            <Row key={place} row={row} scope="row" />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, scope }: { row: ContentTableRow; scope: 'col' | 'row' }) {
  return (
    <tr>
      {row.cells.map((cell, place) => (
        <Cell key={place} cell={cell} scope={scope} />
      ))}
    </tr>
  );
}

function Cell({ cell, scope }: { cell: ContentTableCell; scope: 'col' | 'row' }) {
  const content = <Tight blocks={cell.blocks} />;
  const align = cell.align ?? undefined;
  // A header without words names nothing.
  return cell.header && cell.blocks.length > 0 ? (
    <th scope={scope} dir="auto" data-align={align}>
      {content}
    </th>
  ) : (
    <td dir="auto" data-align={align}>
      {content}
    </td>
  );
}
