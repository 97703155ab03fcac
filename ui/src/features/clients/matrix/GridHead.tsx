import { ArrowDownIcon, ArrowUpIcon, CheckmarkIcon, MinusIcon } from '@navikt/aksel-icons';
import { memo } from 'react';
import type { AgentColumn } from '~/api/generated/surface';
import { Icon } from '~/components/Icon';
import { useWords } from '~/i18n';
import styles from './Grid.module.css';
import { cellId } from './GridRow';
import { softHyphens } from './soft-hyphens';

/** The head of the matrix: the clients' own column, and every agent's with how many have it. */
export const GridHead = memo(function GridHead({
  id,
  columns,
  targets,
  marks,
  sorted,
  activeColumn,
}: {
  /** Of the grid: the cells' ids begin with it. */
  id: string;
  columns: readonly AgentColumn[];
  /** Columns aimed at. */
  targets: readonly string[];
  /** How many of the clients are marked. */
  marks: 'none' | 'some' | 'all';
  /** Order of the names, when they are what is sorted by. */
  sorted: 'ascending' | 'descending' | 'none';
  /** The active cell, when it is in the head; else -1. */
  activeColumn: number;
}) {
  const t = useWords();
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.headRow}>
        <div
          role="columnheader"
          id={cellId(id, -1, 0)}
          aria-colindex={1}
          aria-sort={sorted}
          aria-label={t('clients.grid.client')}
          className={styles.name}
          data-active={activeColumn === 0 || undefined}
        >
          <span aria-hidden data-all className={styles.box} data-on={marks !== 'none' || undefined}>
            {marks !== 'none' && <Icon of={marks === 'some' ? MinusIcon : CheckmarkIcon} size="xs" />}
          </span>
          {t('clients.grid.client')}
          {sorted !== 'none' && <Icon of={sorted === 'ascending' ? ArrowUpIcon : ArrowDownIcon} size="xs" />}
        </div>
        {columns.map((one, at) => (
          <div
            key={one.id}
            role="columnheader"
            id={cellId(id, -1, at + 1)}
            aria-colindex={at + 2}
            aria-selected={targets.includes(one.id)}
            className={styles.columnHead}
            data-target={targets.includes(one.id) || undefined}
            data-active={activeColumn === at + 1 || undefined}
            title={one.title}
            // Not by what is inside: engines take the title before that.
            aria-label={[
              one.title,
              t(one.kind === 'person' ? 'clients.grid.person' : 'clients.grid.system'),
              t('clients.grid.headCounts', {
                has: one.counts.has,
                all: one.counts.all,
                missing: one.counts.missing,
              }),
            ].join(', ')}
          >
            <b>{softHyphens(one.title)}</b>
            <span className={styles.headCount}>
              {t('clients.grid.headShort', { has: one.counts.has, all: one.counts.all })}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
});
