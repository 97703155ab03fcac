// What the matrix and the list have in common: the choice, the rows, the marks, the files in and out.
import { useMemo, useState } from 'react';
import type { ClientRow, Job } from '~/api/generated/surface';
import { useWindowed } from '~/api/windowed';
import { useStatus } from '~/components/status/StatusProvider';
import { useWords } from '~/i18n';
import { useBulk } from './bulk/useBulk';
import { usePastedNumbers } from './bulk/usePastedNumbers';
import { noWish, pressOf } from './bulk/wish';
import { clientList, usualClientChoice, type ClientChoice } from './choice';
import { useSayStarted } from './jobs/useSayStarted';
import { namePackages, packageNames } from './matrix/cell-words';
import { useExportClients } from './useExportClients';

/** Which dialog stands open. */
export type ClientsDialog = 'paste' | 'csv' | null;

/** The clients of a firm with what is chosen among them. `agent`: the access that one came for. */
export function useClients(firm: string, agent: string | null) {
  const t = useWords();
  const { say } = useStatus();
  const [choice, setChoice] = useState(usualClientChoice);
  const [typed, setText] = useState('');
  const [targets, setTargets] = useState<readonly string[]>([]);
  const [dialog, setShown] = useState<ClientsDialog>(null);
  const [pasted, setPasted] = useState('');
  const setDialog = (next: ClientsDialog, text = '') => {
    setPasted(text);
    setShown(next);
  };
  usePastedNumbers((text) => {
    setDialog('paste', text);
  });
  // The core answers sooner than a second drawing for the same key would take: it is asked at once, and until then the
  // former rows stay.
  const text = typed.trim();
  const list = useMemo(() => clientList(firm, choice, text, targets), [firm, choice, text, targets]);
  const rows = useWindowed('client_matrix', list);
  const { page } = rows;
  const bulk = useBulk(list, page?.total ?? 0, rows.rowAt);
  // The chips speak of the column that is aimed at.
  if (bulk.wish.targets !== targets) setTargets(bulk.wish.targets);
  const columns = page?.columns ?? none;
  const names = useMemo(() => packageNames(t, page?.packages ?? []), [t, page?.packages]);
  const [aimed, setAimed] = useState<string | null>(null);
  // It is aimed at as soon as it stands among the columns, and once: afterwards the user aims.
  if (agent !== null && agent !== aimed && columns.some(({ id }) => id === agent)) {
    setAimed(agent);
    bulk.setWish({ ...bulk.wish, targets: [agent], packages: [] });
  }

  const exportClients = useExportClients();
  const sayStarted = useSayStarted();

  /** Takes a cell into the plan or out of it; where nothing can be done, says why. */
  const pressCell = (row: ClientRow, index: number, column: number) => {
    const agent = columns[column];
    const cell = row.cells[column];
    if (!agent || !cell) return;
    const act = pressOf(row, cell);
    if (act !== null) {
      bulk.cell(row.id, index, agent.id, act);
      return;
    }
    const facts = { client: row.name, agent: agent.title };
    say({
      text:
        cell.state === 'pending'
          ? t('clients.cell.why.pending', facts)
          : cell.state === 'unread'
            ? t('clients.cell.why.unread', facts)
            : cell.lacks.length > 0
              ? t('clients.cell.why.lacks', { ...facts, packages: namePackages(t, names, cell.lacks) })
              : t('clients.cell.why.cannot', facts),
    });
  };

  const onStarted = (jobs: Job[]) => {
    bulk.clear();
    bulk.setWish(noWish);
    sayStarted(jobs);
  };

  return {
    choice,
    typed,
    text,
    list,
    rows,
    page,
    bulk,
    columns,
    /** The column that one came for; `null` until it is there. */
    aimed,
    names,
    dialog,
    setDialog,
    /** What the dialog begins with. */
    pasted,
    pressCell,
    onStarted,
    change: (part: Partial<ClientChoice>) => {
      setChoice({ ...choice, ...part });
    },
    setText,
    reset: () => {
      setText('');
      setChoice({ ...usualClientChoice, sort: choice.sort, descending: choice.descending });
    },
    exportMatrix: () => {
      exportClients({ kind: 'matrix', matrix: { ...list, offset: 0, limit: 0 } });
    },
  };
}

/** What {@link useClients} gives. */
export type Clients = ReturnType<typeof useClients>;

/** One and the same, so that what depends on it is not made anew. */
const none: never[] = [];
