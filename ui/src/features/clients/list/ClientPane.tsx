import { Button } from '@digdir/designsystemet-react';
import { InboxIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { ClientFirm, ClientView, MatrixPage } from '~/api/generated/surface';
import { useRead } from '~/api/queries';
import { FactGrid, type Fact } from '~/components/Facts';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon } from '~/components/Icon';
import { unmarked } from '~/components/marking';
import { NotRead } from '~/components/NotRead';
import { organisationFacts } from '~/components/organisation-facts';
import { usePanes } from '~/components/Panes';
import { Reader, ReaderTitle } from '~/components/Reader';
import { useScope } from '~/components/scope/ScopeProvider';
import { SkeletonText } from '~/components/Skeleton';
import { useDates, useWords } from '~/i18n';
import { PlanSummary } from '../bulk/PlanSummary';
import { StartBar } from '../bulk/StartBar';
import { usePlans } from '../bulk/usePlans';
import { changesOf, noWish, toggleCell, type Wish } from '../bulk/wish';
import { clientList, usualClientChoice } from '../choice';
import { roleWords } from '../coverage/letter-words';
import { useSayStarted } from '../jobs/useSayStarted';
import { namePackages, packageNames } from '../matrix/cell-words';
import { AgentRows } from './AgentRows';
import styles from './ClientPane.module.css';
import { TagEditor } from './TagEditor';

/** People may share a name; of those with one number there is one. */
const SAME_NAME = 20;

/** One client: what it gives, what lies with whom, and changing several of them at once. */
export function ClientPane({
  firm,
  id,
  page,
}: {
  firm: ClientFirm;
  id: string;
  page: MatrixPage | undefined;
}) {
  const t = useWords();
  const sayStarted = useSayStarted();
  const panes = usePanes();
  const { data: view, error, refetch } = useRead('client', { firm: firm.partyUuid, client: id });
  const [wish, setWish] = useState<Wish>(noWish);
  const list = useMemo(() => clientList(firm.partyUuid, usualClientChoice, '', []), [firm.partyUuid]);
  const changes = useMemo(() => changesOf(wish, unmarked.marks, list), [wish, list]);
  const { sum, failure, plannable, again, pending } = usePlans(changes);
  const change = page?.change ?? { way: 'none' as const, reason: null };
  return (
    <Reader
      tools={view && <Ways view={view} />}
      actions={
        changes.length > 0 &&
        plannable && (
          <StartBar
            sum={sum}
            pending={pending}
            change={change}
            firm={firm.name}
            onStarted={(jobs) => {
              setWish(noWish);
              panes?.focusReader();
              sayStarted(jobs);
            }}
          />
        )
      }
    >
      <NotRead of={{ error, refetch }} />
      {!view && !error && <SkeletonText lines={6} />}
      {view && (
        <>
          <Head view={view} />
          <div className={styles.parts}>
            <TagEditor firm={firm.partyUuid} view={view} known={page?.tags ?? []} />
            <AgentRows
              view={view}
              wish={wish}
              onCell={(agent, act) => {
                setWish(toggleCell(wish, id, agent, act));
              }}
            />
            {failure && <FailureNotice failure={failure} compact retry={again} />}
            {sum && changes.length > 0 && (
              <section aria-label={t('bulk.panel')} className={styles.plan}>
                <PlanSummary sum={sum} firm={firm.name} />
              </section>
            )}
          </div>
        </>
      )}
    </Reader>
  );
}

/** Ways to what else one has of the client, where one acts for it oneself. */
function Ways({ view: { row } }: { view: ClientView }) {
  const t = useWords();
  const navigate = useNavigate();
  const { setScope } = useScope();
  const { data } = useRead('organisations', {
    text: row.orgNo ?? row.name,
    group: 'all',
    offset: 0,
    limit: SAME_NAME,
  });
  const own = data?.rows.find(({ partyUuid, isHeadingOnly }) => partyUuid === row.id && !isHeadingOnly);
  if (!own) return null;
  const { partyUuid, name, initials, kind } = own;
  return (
    <Button
      variant="tertiary"
      onClick={() => {
        setScope({ partyUuid, name, initials, kind });
        void navigate({ to: '/inbox' });
      }}
    >
      <Icon of={InboxIcon} size="s" />
      {t('clients.messages')}
    </Button>
  );
}

function Head({ view }: { view: ClientView }) {
  const t = useWords();
  const dates = useDates();
  const { row } = view;
  const names = packageNames(t, view.packages);
  const facts: Fact[] = [
    ...organisationFacts(t, row),
    {
      label: t('clients.accesses'),
      value: t('clients.accessesOf', { has: row.has, all: row.cells.length }),
    },
  ];
  return (
    <>
      <ReaderTitle
        eyebrow={row.isDeleted ? t('clients.deletedClient') : t('clients.client')}
        end={view.fetchedAt !== null && t('common.fetched', { when: dates.when(view.fetchedAt) })}
      >
        {row.name}
      </ReaderTitle>
      <div className={styles.facts}>
        <FactGrid facts={facts} />
        <ul className={styles.gives}>
          {view.gives.map(({ role, packages }) => (
            <li key={role}>
              {t.rich('clients.givesAs', {
                role: roleWords(t, role),
                packages: namePackages(t, names, packages),
              })}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
