import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import type { ClientFirm } from '~/api/generated/surface';
import { useAnswerMarks } from '~/api/marks';
import { EmptyState } from '~/components/EmptyState';
import { useFocusAfterAsking } from '~/components/useFocusAfterAsking';
import { useMedia } from '~/components/useMedia';
import { useWords } from '~/i18n';
import { BulkPanel } from '../bulk/BulkPanel';
import { ClientsDialogs } from '../bulk/ClientsDialogs';
import { isClientMarked } from '../bulk/useBulk';
import type { Firms } from '../firm/useFirm';
import { useClients } from '../useClients';
import { ClientsTop } from './ClientsTop';
import { Grid, type GridHandle } from './Grid';
import styles from './MatrixView.module.css';

/** Up to this the plan beside it leaves too little room for every word of the head. */
const notWide = '(max-width: 100rem)';

/** The matrix: clients down, systems and people across, and beside it what becomes of what is marked. */
export function MatrixView({
  firms,
  firm,
  stacked,
}: {
  firms: Firms;
  firm: ClientFirm;
  /** The panel stands below instead of beside. */
  stacked: boolean;
}) {
  const t = useWords();
  const navigate = useNavigate();
  const grid = useRef<GridHandle>(null);
  const clients = useClients(firm.partyUuid, firms.agent);
  const { choice, list, rows, page, bulk, columns, aimed, names } = clients;
  const total = page?.total ?? 0;
  const open = (client: string) =>
    void navigate({ to: '/clients/$view/$id', params: { view: 'list', id: client } });
  useAnswerMarks(list, !rows.stale && columns.length > 0, { first: 'matrix', then: 'matrix_filter' });
  const drawn = page !== undefined && total > 0 && columns.length > 0;
  const tight = useMedia(notWide) && !stacked;
  // The panel goes with the button in it that clears what is marked.
  useFocusAfterAsking(!bulk.empty && drawn, () => grid.current?.focus());
  return (
    <div
      className={styles.view}
      data-panel={(!bulk.empty && drawn) || undefined}
      data-stacked={stacked || undefined}
    >
      <section className={styles.pane} aria-label={t('clients.title')} data-pane data-letters>
        <ClientsTop
          firms={firms}
          clients={clients}
          room={tight && !bulk.empty && drawn ? 'shared' : 'wide'}
          skeleton={{ height: 33, count: 14 }}
          onInto={() => grid.current?.focus()}
        />
        <p role="status" className="vh">
          {bulk.empty ? '' : t('bulk.status', { count: bulk.count, cells: bulk.wish.cells.size })}
        </p>
        {page && total > 0 && columns.length === 0 && (
          <EmptyState title={t('clients.empty.noAgent')}>
            <p>{t('clients.empty.noAgentText')}</p>
          </EmptyState>
        )}
        {drawn && (
          <Grid
            ref={grid}
            label={t('clients.grid.label', { count: total })}
            count={total}
            columns={columns}
            rowAt={rows.rowAt}
            onRange={rows.onRange}
            names={names}
            isMarked={(row) => isClientMarked(bulk, row)}
            marked={bulk.count}
            wishedOf={(row) => bulk.letters(row, columns)}
            targets={bulk.wish.targets}
            begin={aimed}
            sorted={choice.sort !== 'name' ? 'none' : choice.descending ? 'descending' : 'ascending'}
            acts={{
              onToggle: (row, index) => {
                bulk.toggle(row.id, index);
              },
              onExtend: bulk.extend,
              onMove: bulk.settle,
              onAll: bulk.all,
              onClear: bulk.clear,
              onCell: clients.pressCell,
              onTarget: bulk.target,
              onOpen: (row) => {
                open(row.id);
              },
              onSort: () => {
                clients.change({ sort: 'name', descending: choice.sort === 'name' && !choice.descending });
              },
            }}
          />
        )}
      </section>
      {!bulk.empty && drawn && (
        <BulkPanel
          bulk={bulk}
          list={list}
          page={page}
          columns={columns}
          firm={firm.name}
          change={page.change}
          onStarted={(jobs) => {
            clients.onStarted(jobs);
            // The panel goes; the matrix is where one was.
            grid.current?.focus();
          }}
          onOpen={open}
        />
      )}
      <ClientsDialogs firm={firm} clients={clients} />
    </div>
  );
}
