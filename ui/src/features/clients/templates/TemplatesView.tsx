import { Button, Tag } from '@digdir/designsystemet-react';
import { LayersIcon, PlusIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { ClientFirm, ClientTemplate } from '~/api/generated/surface';
import { useRead } from '~/api/queries';
import { Avatar } from '~/components/Avatar';
import { EmptyState } from '~/components/EmptyState';
import { Icon } from '~/components/Icon';
import { ListHead } from '~/components/ListHead';
import { NotRead } from '~/components/NotRead';
import { OfflineStrip } from '~/components/OfflineStrip';
import { usePanes } from '~/components/Panes';
import { EmptyReader } from '~/components/rights/EmptyReader';
import { SkeletonRows } from '~/components/Skeleton';
import { SplitPane } from '~/components/SplitPane';
import { VirtualListbox } from '~/components/VirtualListbox';
import { useWords } from '~/i18n';
import { RowItem } from '../lines/RowItem';
import { FirmChip } from '../firm/FirmChip';
import type { Firms } from '../firm/useFirm';
import { deviations, deviationWords, scopeWords } from './template-words';
import { TemplateForm } from './TemplateForm';
import { TemplatePane } from './TemplatePane';

/** Height of a row, px. */
const ROW = 58;

/** Maler: «clients of this group have these», what deviates from it, and putting it right. */
export function TemplatesView({ firms, firm, id }: { firms: Firms; firm: ClientFirm; id: string | null }) {
  const t = useWords();
  const navigate = useNavigate();
  const { data, error, refetch } = useRead('client_templates', { firm: firm.partyUuid });
  const { data: groups } = useRead('party_groups', {});
  const rows = data?.templates ?? [];
  const open = rows.find((template) => template.id === id);
  const go = (to: string) =>
    void navigate({ to: '/clients/$view/$id', params: { view: 'templates', id: to }, replace: id !== null });
  const back = useCallback(() => {
    void navigate({ to: '/clients/$view', params: { view: 'templates' } });
  }, [navigate]);
  const scope = (template: ClientTemplate) => scopeWords(t, template.scope, groups?.groups ?? []);
  return (
    <SplitPane
      id="templates"
      width={26}
      listLabel={t('templates.title')}
      list={
        <>
          <ListHead
            title={t('templates.title')}
            note={data && t('templates.count', { count: rows.length })}
            end={
              <NewButton
                onNew={() => {
                  go('new');
                }}
              />
            }
          >
            <FirmChip firms={firms} />
          </ListHead>
          <OfflineStrip />
          <NotRead of={{ error, refetch }} />
          {!data && !error && <SkeletonRows height={ROW} count={4} />}
          {data && rows.length === 0 && (
            <EmptyState title={t('templates.empty')}>
              <p>{t('templates.emptyText')}</p>
            </EmptyState>
          )}
          {rows.length > 0 && (
            <VirtualListbox
              label={t('templates.title')}
              count={rows.length}
              rowAt={(index) => rows[index]}
              rowKey={(row) => row.id}
              rowName={(row) =>
                [
                  row.name,
                  scope(row),
                  t('clients.count', { count: row.clients }),
                  deviationWords(t, row),
                ].join(', ')
              }
              rowHeight={ROW}
              selectedKey={id}
              onMove={(row) => {
                go(row.id);
              }}
              onOpen={(row) => {
                go(row.id);
              }}
              renderRow={(row) => (
                <RowItem
                  avatar={<Avatar icon={LayersIcon} size="m" tint />}
                  name={row.name}
                  about={[scope(row), t('clients.count', { count: row.clients })].join(', ')}
                >
                  <Tag data-color={deviations(row) > 0 ? 'warning' : 'success'}>{deviationWords(t, row)}</Tag>
                </RowItem>
              )}
            />
          )}
        </>
      }
      reader={
        id === 'new' ? (
          <TemplateForm key="new" firm={firm} template={null} onDone={go} onCancel={back} />
        ) : open ? (
          <TemplatePane key={open.id} firm={firm} template={open} onGone={back} />
        ) : (
          <EmptyReader>{t('templates.choose')}</EmptyReader>
        )
      }
      readerLabel={t('templates.reader')}
      readerOpen={id !== null}
      onBack={back}
      backLabel={t('templates.title')}
    />
  );
}

/** Begins a new template; one goes on at its title. */
function NewButton({ onNew }: { onNew: () => void }) {
  const t = useWords();
  const panes = usePanes();
  return (
    <Button
      variant="secondary"
      onClick={() => {
        onNew();
        panes?.focusReader();
      }}
    >
      <Icon of={PlusIcon} />
      {t('templates.new')}
    </Button>
  );
}
