import { Button, Tag } from '@digdir/designsystemet-react';
import { PersonPlusIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { AgentColumn, ClientFirm } from '~/api/generated/surface';
import { useRead } from '~/api/queries';
import { Avatar } from '~/components/Avatar';
import { EmptyState } from '~/components/EmptyState';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon } from '~/components/Icon';
import { ListHead } from '~/components/ListHead';
import { OfflineStrip } from '~/components/OfflineStrip';
import { AgeStrip } from '~/components/rights/AgeStrip';
import { EmptyReader } from '~/components/rights/EmptyReader';
import { SkeletonRows } from '~/components/Skeleton';
import { SplitPane } from '~/components/SplitPane';
import { VirtualListbox, type RowGroup } from '~/components/VirtualListbox';
import { useWords } from '~/i18n';
import { RowItem } from '../lines/RowItem';
import { FirmChip } from '../firm/FirmChip';
import type { Firms } from '../firm/useFirm';
import { AddPersonDialog } from './AddPersonDialog';
import { CoveragePane } from './CoveragePane';

/** Height of a row, px. */
const ROW = 58;

/** Dekning: every system and person, and which clients lack what it needs. People are added and removed here too. */
export function CoverageView({ firms, firm, id }: { firms: Firms; firm: ClientFirm; id: string | null }) {
  const t = useWords();
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const { data, error } = useRead('client_agents', { firm: firm.partyUuid });
  const systems = data?.agents.filter(({ kind }) => kind === 'system_user') ?? [];
  const people = data?.agents.filter(({ kind }) => kind === 'person') ?? [];
  const rows = [...systems, ...people];
  const open = rows.find((agent) => agent.id === id);
  const go = (to: string) =>
    void navigate({ to: '/clients/$view/$id', params: { view: 'coverage', id: to }, replace: id !== null });
  const back = useCallback(() => {
    void navigate({ to: '/clients/$view', params: { view: 'coverage' } });
  }, [navigate]);
  const group = ({ kind }: AgentColumn): RowGroup =>
    kind === 'person'
      ? { key: 'people', label: t('coverage.people'), count: people.length }
      : { key: 'systems', label: t('coverage.systems'), count: systems.length };
  const stands = ({ counts, kind }: AgentColumn) =>
    kind === 'person'
      ? t('coverage.hasClients', { count: counts.has })
      : t('coverage.hasOf', { has: counts.has, all: counts.all });
  return (
    <>
      <SplitPane
        id="coverage"
        width={28.5}
        listLabel={t('coverage.title')}
        list={
          <>
            <ListHead
              title={t('coverage.title')}
              note={data && t('coverage.count', { count: rows.length })}
              end={
                <Button
                  variant="secondary"
                  onClick={() => {
                    setAdding(true);
                  }}
                >
                  <Icon of={PersonPlusIcon} />
                  {t('coverage.addPerson')}
                </Button>
              }
            >
              <FirmChip firms={firms} />
            </ListHead>
            <OfflineStrip />
            {firm.fetchedAt !== null && <AgeStrip at={firm.fetchedAt} onRefresh={firms.refresh} />}
            {error && <FailureNotice failure={error.failure} retry={firms.refresh} />}
            {!data && !error && <SkeletonRows height={ROW} />}
            {data && rows.length === 0 && (
              <EmptyState title={t('clients.empty.noAgent')}>
                <p>{t('clients.empty.noAgentText')}</p>
              </EmptyState>
            )}
            {rows.length > 0 && (
              <VirtualListbox
                label={t('coverage.title')}
                count={rows.length}
                rowAt={(index) => rows[index]}
                rowKey={(agent) => agent.id}
                rowName={(agent) =>
                  [
                    agent.title,
                    agent.vendor,
                    stands(agent),
                    agent.counts.missing > 0 && t('coverage.missing', { count: agent.counts.missing }),
                  ]
                    .filter(Boolean)
                    .join(', ')
                }
                rowHeight={ROW}
                {...(people.length > 0 && systems.length > 0 && { groupOf: group })}
                selectedKey={id}
                onMove={(agent) => {
                  go(agent.id);
                }}
                onOpen={(agent) => {
                  go(agent.id);
                }}
                renderRow={(agent) => (
                  <RowItem
                    avatar={
                      <Avatar
                        initials={agent.initials}
                        size="m"
                        kind={agent.kind === 'person' ? 'person' : 'organisation'}
                        tint={agent.kind !== 'person'}
                      />
                    }
                    name={agent.title}
                    about={stands(agent)}
                  >
                    {agent.counts.missing > 0 && (
                      <Tag data-color="warning">{t('coverage.missing', { count: agent.counts.missing })}</Tag>
                    )}
                  </RowItem>
                )}
              />
            )}
          </>
        }
        reader={
          open ? (
            <CoveragePane
              key={open.id}
              firm={firm}
              agent={open}
              change={firms.answer?.change}
              onGone={back}
            />
          ) : (
            <EmptyReader>{t('coverage.choose')}</EmptyReader>
          )
        }
        readerLabel={t('coverage.reader')}
        readerOpen={id !== null}
        onBack={back}
        backLabel={t('coverage.title')}
      />
      {adding && (
        <AddPersonDialog
          firm={firm}
          onAdded={go}
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
    </>
  );
}
