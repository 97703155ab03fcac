import { Select, ToggleGroup } from '@digdir/designsystemet-react';
import { PersonGroupIcon } from '@navikt/aksel-icons';
import { useDeferredValue, useMemo } from 'react';
import type { Ability, AgentColumn, BulkAct, Job, MatrixPage } from '~/api/generated/surface';
import type { ListOf } from '~/api/windowed';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon } from '~/components/Icon';
import { useWords } from '~/i18n';
import { LetterButton } from '../coverage/LetterButton';
import styles from './BulkPanel.module.css';
import { PackageChoice } from './PackageChoice';
import { PlanRows } from './PlanRows';
import { PlanSummary } from './PlanSummary';
import { StartBar } from './StartBar';
import { TagMenu } from './TagMenu';
import type { Bulk } from './useBulk';
import { usePlans } from './usePlans';
import { changesOf, clientsOf } from './wish';

/** What is marked, what becomes of it, and the button that starts it. */
export function BulkPanel({
  bulk,
  list,
  page,
  columns,
  firm,
  change,
  onStarted,
  onOpen,
}: {
  bulk: Bulk;
  list: ListOf<'client_matrix'>;
  page: MatrixPage;
  columns: readonly AgentColumn[];
  /** Its name. */
  firm: string;
  change: Ability;
  onStarted: (jobs: Job[]) => void;
  /** Opens the one client that is marked. */
  onOpen: (client: string) => void;
}) {
  const t = useWords();
  const { wish, marking, count } = bulk;
  const { marks } = marking;
  const wanted = useMemo(() => changesOf(wish, marks, list), [wish, marks, list]);
  const changes = useDeferredValue(wanted);
  const { sum, failure, plannable, again, pending } = usePlans(changes);
  const titles = useMemo(() => new Map(columns.map(({ id, title }) => [id, title])), [columns]);
  const targets = columns.filter(({ id }) => wish.targets.includes(id));
  const people = targets.length > 0 && targets.every(({ kind }) => kind === 'person');
  const only = count === 1 && marks.kind === 'ids' ? [...marks.ids][0] : undefined;
  const aimed = targets.length === 1 ? targets[0] : undefined;
  return (
    <aside className={styles.panel} aria-label={t('bulk.panel')} data-pane data-letters>
      <div className={styles.scroll}>
        <div className={styles.line}>
          <h2 className="h2 grow" tabIndex={-1} data-pane-focus>
            {count > 0 ? t('bulk.selected', { count }) : t('bulk.cells', { count: wish.cells.size })}
          </h2>
          <button type="button" className="linkButton sm" onClick={bulk.clear}>
            {t('bulk.clear')}
          </button>
        </div>
        {count > 0 && count < page.total && (
          <button
            type="button"
            className="linkButton sm"
            onClick={() => {
              bulk.all(true);
            }}
          >
            {t('bulk.all', { count: page.total })}
          </button>
        )}
        {count > 0 && (
          <div className={styles.aim}>
            <ToggleGroup
              value={wish.act}
              variant="secondary"
              aria-label={t('bulk.act.label')}
              onChange={(value) => {
                bulk.setWish({ ...wish, act: value as BulkAct });
              }}
            >
              <ToggleGroup.Item value="add">{t('bulk.act.add')}</ToggleGroup.Item>
              <ToggleGroup.Item value="remove">{t('bulk.act.remove')}</ToggleGroup.Item>
            </ToggleGroup>
            <label className={styles.field}>
              <span className="muted sm">{t(`bulk.target.${wish.act}`)}</span>
              <Select
                value={aimed?.id ?? (targets.length > 1 ? 'several' : '')}
                onChange={(event) => {
                  const { value } = event.target;
                  if (value !== 'several')
                    bulk.setWish({ ...wish, targets: value === '' ? [] : [value], packages: [] });
                }}
              >
                <Select.Option value="">{t('bulk.target.choose')}</Select.Option>
                {targets.length > 1 && (
                  <Select.Option value="several">
                    {t('bulk.target.several', { count: targets.length })}
                  </Select.Option>
                )}
                {columns.map(({ id, title }) => (
                  <Select.Option key={id} value={id}>
                    {title}
                  </Select.Option>
                ))}
              </Select>
            </label>
            {people && (
              <PackageChoice
                packages={page.packages}
                chosen={wish.packages}
                onChange={(packages) => {
                  bulk.setWish({ ...wish, packages });
                }}
              />
            )}
          </div>
        )}
        {failure && <FailureNotice failure={failure} compact retry={again} />}
        {changes.length === 0 && <p className={styles.hint}>{t('bulk.target.hint')}</p>}
        {sum && changes.length > 0 && (
          <PlanSummary
            sum={sum}
            firm={firm}
            letters={
              aimed && (
                <LetterButton
                  query={{
                    firm: list.firm,
                    agent: aimed.id,
                    personPackages: [...wish.packages],
                    clients: clientsOf(marks, list),
                  }}
                />
              )
            }
          />
        )}
        {sum?.parts.map((part, index) => (
          <PlanRows key={index} of={part} agents={titles} />
        ))}
        {count > 0 && (
          <div className={styles.more}>
            <TagMenu bulk={bulk} list={list} page={page} />
            {only !== undefined && (
              <button
                type="button"
                className="linkButton sm"
                onClick={() => {
                  onOpen(only);
                }}
              >
                <Icon of={PersonGroupIcon} size="s" /> {t('bulk.openClient')}
              </button>
            )}
          </div>
        )}
      </div>
      {/* Without a plan there is nothing to start: what failed is said above. */}
      {changes.length > 0 && plannable && (
        <StartBar
          stacked
          sum={sum}
          pending={pending || changes !== wanted}
          change={change}
          firm={firm}
          onStarted={onStarted}
        />
      )}
    </aside>
  );
}
