import { Button } from '@digdir/designsystemet-react';
import { ArrowsCirclepathIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { MyProvider } from '~/api/generated/surface';
import { useRead, useRefresh } from '~/api/queries';
import { Avatar } from '~/components/Avatar';
import { EmptyState } from '~/components/EmptyState';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon } from '~/components/Icon';
import { ListHead } from '~/components/ListHead';
import { OfflineStrip } from '~/components/OfflineStrip';
import { formatOrgNo } from '~/components/OrgNo';
import { EmptyReader } from '~/components/rights/EmptyReader';
import { SkeletonRows } from '~/components/Skeleton';
import { SplitPane } from '~/components/SplitPane';
import { useStatus } from '~/components/status/StatusProvider';
import { VirtualListbox } from '~/components/VirtualListbox';
import { failureOf, useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';
import { RowItem } from '../lines/RowItem';
import { whyNotRead } from '../firm/ability-words';
import { AskScope } from '../firm/AskScope';
import styles from './Mine.module.css';
import { ProviderPane } from './ProviderPane';

/** Height of a row, px. */
const ROW = 58;
const input = { refresh: false };

/** Mine tilganger: what firms have given the user as an agent, and giving it up. */
export function MineView({ id }: { id: string | null }) {
  const t = useWords();
  const dates = useDates();
  const navigate = useNavigate();
  const { alert } = useStatus();
  const sentence = useSentence();
  const [busy, setBusy] = useState(false);
  const { data, error } = useRead('my_clients', input);
  const fetchAgain = useRefresh('my_clients', input);
  const refresh = () => {
    if (busy) return;
    setBusy(true);
    fetchAgain()
      .catch((reason: unknown) => {
        alert(sentence(failureOf(reason)).what);
      })
      .finally(() => {
        setBusy(false);
      });
  };
  const failure = error?.failure ?? data?.failure ?? null;
  const rows = data?.providers ?? [];
  const open = rows.find(({ partyUuid }) => partyUuid === id);
  const show = ({ partyUuid }: MyProvider) =>
    void navigate({
      to: '/clients/$view/$id',
      params: { view: 'mine', id: partyUuid },
      replace: id !== null,
    });
  const back = useCallback(() => {
    void navigate({ to: '/clients/$view', params: { view: 'mine' } });
  }, [navigate]);
  const closed = data && data.read.way !== 'api' && rows.length === 0;
  return (
    <SplitPane
      id="my-clients"
      width={26}
      listLabel={t('my-clients.title')}
      list={
        <>
          <ListHead
            title={t('my-clients.title')}
            note={data && !closed && t('my-clients.count', { count: rows.length })}
            end={
              !closed && (
                <Button variant="tertiary" className="xs" aria-busy={busy || undefined} onClick={refresh}>
                  <Icon of={ArrowsCirclepathIcon} size="s" />
                  {busy
                    ? t('common.loading')
                    : data?.fetchedAt != null
                      ? t('common.fetched', { when: dates.when(data.fetchedAt) })
                      : t('my-clients.fetch')}
                </Button>
              )
            }
          />
          <OfflineStrip />
          {failure && !closed && <FailureNotice failure={failure} retry={refresh} />}
          {!data && !error && <SkeletonRows height={ROW} count={4} />}
          {closed && (
            <EmptyState title={t('my-clients.gate')}>
              <p>{t(whyNotRead(data.read.reason))}</p>
              {(data.read.reason === 'scope_missing' || data.read.reason === 'consent_refused') && (
                <p className={styles.step}>
                  <AskScope feature="my_clients" />
                </p>
              )}
            </EmptyState>
          )}
          {data && !closed && rows.length === 0 && !data.failure && (
            <EmptyState title={t('my-clients.empty')}>
              <p>{t('my-clients.emptyText')}</p>
            </EmptyState>
          )}
          {rows.length > 0 && (
            <VirtualListbox
              label={t('my-clients.title')}
              count={rows.length}
              rowAt={(index) => rows[index]}
              rowKey={(row) => row.partyUuid}
              rowName={(row) =>
                [
                  row.name,
                  row.orgNo !== null && t('common.orgNo', { number: formatOrgNo(row.orgNo) }),
                  t('my-clients.clients', { count: row.clients.length }),
                ]
                  .filter(Boolean)
                  .join(', ')
              }
              rowHeight={ROW}
              selectedKey={id}
              onMove={show}
              onOpen={show}
              renderRow={(row) => (
                <RowItem
                  avatar={<Avatar initials={row.initials} size="m" />}
                  name={row.name}
                  about={t('my-clients.clients', { count: row.clients.length })}
                />
              )}
            />
          )}
        </>
      }
      reader={
        open && data ? (
          <ProviderPane
            key={open.partyUuid}
            provider={open}
            packages={data.packages}
            leave={data.leave}
            onGone={back}
          />
        ) : (
          <EmptyReader>{t('my-clients.choose')}</EmptyReader>
        )
      }
      readerLabel={t('my-clients.reader')}
      readerOpen={id !== null}
      onBack={back}
      backLabel={t('my-clients.title')}
    />
  );
}
