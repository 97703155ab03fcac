import { CheckmarkIcon } from '@navikt/aksel-icons';
import { memo } from 'react';
import type { AgentColumn, ClientRow } from '~/api/generated/surface';
import { Icon } from '~/components/Icon';
import { formatOrgNo } from '~/components/OrgNo';
import { useWords, type Words } from '~/i18n';
import { lookOf, type CellPhrases } from './cell-words';
import { lookClass, lookWords } from './CellMark';
import styles from './Grid.module.css';

/** A client in words, in a fixed order: name, number, state, tags. */
export function clientName(t: Words, row: ClientRow): string {
  return [
    row.name,
    row.orgNo !== null && t('common.orgNo', { number: formatOrgNo(row.orgNo) }),
    row.isDeleted && t('clients.deleted'),
    row.tags.length > 0 && t('clients.tagsOf', { tags: t.list(row.tags) }),
  ]
    .filter(Boolean)
    .join(', ');
}

/** What is wished of a row's cells, one letter each: what is the same is drawn once. */
export type Wished = string;

/** The id of a cell, while it is the one that the keys mean. */
export function cellId(id: string, row: number, column: number): string {
  return `${id}-${row}-${column}`;
}

const cellClass = `${styles.cell ?? ''} ${lookClass ?? ''}`;

/**
 * One client and what it is to each agent. Drawn again only when something in it changes. A cell is one element: with
 * hundreds of them, what an engine lays out and paints is counted in elements. Its whole phrase is its label, the word
 * that is drawn its text.
 */
export const GridRow = memo(function GridRow({
  id,
  row,
  index,
  start,
  columns,
  phrases,
  marked,
  wished,
  targets,
  activeColumn,
}: {
  /** Of the grid: the active cell's id begins with it. */
  id: string;
  row: ClientRow | undefined;
  index: number;
  /** Where it stands, px. */
  start: number;
  columns: readonly AgentColumn[];
  phrases: CellPhrases;
  marked: boolean;
  /** `a` add, `r` remove, `.` nothing, for each column. */
  wished: Wished;
  targets: readonly string[];
  /** The active cell, when it is in this row; else -1. */
  activeColumn: number;
}) {
  const t = useWords();
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={marked}
      aria-busy={row === undefined || undefined}
      className={styles.row}
      style={{ top: start }}
    >
      <div
        role="rowheader"
        id={activeColumn === 0 ? cellId(id, index, 0) : undefined}
        aria-colindex={1}
        aria-label={row && clientName(t, row)}
        className={styles.name}
        data-active={activeColumn === 0 || undefined}
      >
        {row === undefined ? (
          <span className={styles.blank} />
        ) : (
          <>
            <span aria-hidden className={styles.box} data-on={marked || undefined}>
              {marked && <Icon of={CheckmarkIcon} size="xs" />}
            </span>
            <span className={`grow ell ${styles.client ?? ''}`} data-deleted={row.isDeleted || undefined}>
              {row.name}
            </span>
            {row.isDeleted && <span className={styles.deleted}>{t('clients.deleted')}</span>}
            {row.orgNo !== null && (
              <span className={`muted num sm nowrap ${styles.number ?? ''}`}>{formatOrgNo(row.orgNo)}</span>
            )}
          </>
        )}
      </div>
      {columns.map((column, at) => {
        const cell = row?.cells[at];
        const letter = wished[at];
        const look = cell && lookOf(cell, letter === 'a' ? 'add' : letter === 'r' ? 'remove' : null);
        const active = activeColumn === at + 1;
        return (
          <div
            key={column.id}
            role="gridcell"
            id={active ? cellId(id, index, at + 1) : undefined}
            aria-colindex={at + 2}
            aria-label={cell && look && phrases(cell, look)}
            className={cellClass}
            data-look={look}
            data-target={targets.includes(column.id) || undefined}
            data-active={active || undefined}
          >
            {look && t(lookWords[look])}
          </div>
        );
      })}
    </div>
  );
});
