import { Button } from '@digdir/designsystemet-react';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useRef, useState, type KeyboardEvent } from 'react';
import type { ClientFirm, ClientRow } from '~/api/generated/surface';
import { moveFocus } from '~/components/focus';
import { useKeyboard } from '~/components/keys/ShortcutProvider';
import { EmptyReader } from '~/components/rights/EmptyReader';
import { SplitPane } from '~/components/SplitPane';
import { VirtualListbox, type ListboxHandle } from '~/components/VirtualListbox';
import { useFocusAfterAsking } from '~/components/useFocusAfterAsking';
import { useWords } from '~/i18n';
import { BulkPanel } from '../bulk/BulkPanel';
import { ClientsDialogs } from '../bulk/ClientsDialogs';
import { isClientMarked } from '../bulk/useBulk';
import type { Firms } from '../firm/useFirm';
import { ClientsTop } from '../matrix/ClientsTop';
import { clientName } from '../matrix/GridRow';
import { useClients } from '../useClients';
import { ClientItem } from './ClientItem';
import { ClientPane } from './ClientPane';
import styles from './ListView.module.css';

/** Height of a row, px. */
const ROW = 52;

/** The clients as a plain list, one at a time across all systems and people: the matrix for those who want no grid. */
export function ListView({ firms, firm, id }: { firms: Firms; firm: ClientFirm; id: string | null }) {
  const t = useWords();
  const navigate = useNavigate();
  const { letters } = useKeyboard();
  const listbox = useRef<ListboxHandle>(null);
  /** Where one stood before the last move: a range begins there. */
  const stood = useRef(0);
  const clients = useClients(firm.partyUuid, firms.agent);
  const { list, rows, page, bulk, columns } = clients;
  const [planning, setPlanning] = useState(false);
  const total = page?.total ?? 0;
  const show = (client: string) => {
    setPlanning(false);
    void navigate({ to: '/clients/$view/$id', params: { view: 'list', id: client } });
  };
  const back = useCallback(() => {
    setPlanning(false);
    void navigate({ to: '/clients/$view', params: { view: 'list' } });
  }, [navigate]);
  const plan = planning && !bulk.empty && page !== undefined;
  // The bar of the marked ones goes with what is pressed in it: to their plan, or because none are left.
  useFocusAfterAsking(!bulk.empty && !plan, () => {
    if (plan) moveFocus(document.querySelector<HTMLElement>('[data-reader] [data-pane-focus]'));
    else listbox.current?.focus();
  });
  useFocusAfterAsking(plan, () => listbox.current?.focus());
  // Chosen from a pasted text, the clients are shown with their plan.
  const chosen = {
    ...clients,
    bulk: {
      ...bulk,
      mark: (ids: readonly string[]) => {
        bulk.mark(ids);
        setPlanning(true);
      },
    },
  };

  const onRowKey = (row: ClientRow, event: KeyboardEvent, index: number): boolean => {
    const mod = event.ctrlKey || event.metaKey;
    if (mod && event.key.toLowerCase() === 'a') bulk.all(true);
    else if (!mod && !event.shiftKey && (event.key === ' ' || (letters && event.key.toLowerCase() === 'x')))
      bulk.toggle(row.id, index);
    else if (event.key === 'Escape' && bulk.count > 0) bulk.clear();
    else return false;
    return true;
  };

  return (
    <>
      <SplitPane
        id="clients"
        width={29}
        listLabel={t('clients.title')}
        list={
          <>
            <ClientsTop
              room="narrow"
              firms={firms}
              clients={clients}
              skeleton={{ height: ROW, count: 10 }}
              onInto={() => listbox.current?.focus()}
            />
            {page && total > 0 && (
              <VirtualListbox
                ref={listbox}
                label={t('clients.list', { count: total })}
                count={total}
                rowAt={rows.rowAt}
                onRange={rows.onRange}
                rowKey={(row) => row.id}
                rowName={(row) =>
                  `${clientName(t, row)}, ${t('clients.hasOf', { has: row.has, all: row.cells.length })}`
                }
                rowHeight={ROW}
                selectedKey={id}
                bar={false}
                isMarked={bulk.count > 0 ? (row) => isClientMarked(bulk, row) : null}
                onMove={(_row, index, more) => {
                  if (more) bulk.extend(stood.current, index);
                  else bulk.settle();
                  stood.current = index;
                }}
                onPress={(row, index, event) => {
                  stood.current = index;
                  if (event.ctrlKey || event.metaKey || (event.target as Element).closest('[data-tick]'))
                    bulk.toggle(row.id, index);
                  else show(row.id);
                }}
                onOpen={(row) => {
                  show(row.id);
                }}
                onRowKey={onRowKey}
                renderRow={(row) => (
                  <ClientItem row={row} marked={bulk.count > 0 && isClientMarked(bulk, row)} />
                )}
              />
            )}
            {!bulk.empty && !plan && (
              <div className={styles.marked}>
                <span role="status" className="grow">
                  {t('bulk.selected', { count: bulk.count })}
                </span>
                <button type="button" className="linkButton sm" onClick={bulk.clear}>
                  {t('bulk.clear')}
                </button>
                <Button
                  className="xs"
                  onClick={() => {
                    setPlanning(true);
                  }}
                >
                  {t('bulk.toPlan')}
                </Button>
              </div>
            )}
          </>
        }
        reader={
          plan ? (
            <BulkPanel
              bulk={bulk}
              list={list}
              page={page}
              columns={columns}
              firm={firm.name}
              change={page.change}
              onStarted={(jobs) => {
                clients.onStarted(jobs);
                setPlanning(false);
                listbox.current?.focus();
              }}
              onOpen={show}
            />
          ) : id === null ? (
            <EmptyReader>{t('clients.choose')}</EmptyReader>
          ) : (
            <ClientPane key={id} firm={firm} id={id} page={page} />
          )
        }
        readerLabel={t('clients.reader')}
        readerOpen={id !== null || plan}
        onBack={back}
        backLabel={t('clients.title')}
      />
      <ClientsDialogs firm={firm} clients={chosen} />
    </>
  );
}
