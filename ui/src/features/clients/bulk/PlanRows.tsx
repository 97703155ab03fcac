import {
  CircleSlashIcon,
  CheckmarkCircleIcon,
  HourglassIcon,
  MinusCircleFillIcon,
  PlusCircleFillIcon,
} from '@navikt/aksel-icons';
import { Details } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { BulkChange, PlanOutcome, PlanRow } from '~/api/generated/surface';
import { useWindowed } from '~/api/windowed';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon, type IconShape } from '~/components/Icon';
import { SkeletonText } from '~/components/Skeleton';
import { VirtualListbox } from '~/components/VirtualListbox';
import { useWords, type Words } from '~/i18n';
import { namePackages, packageNames, type PackageNames } from '../matrix/cell-words';
import styles from './PlanRows.module.css';
import type { Planned } from './usePlans';

const icons: Record<PlanOutcome, IconShape> = {
  add: PlusCircleFillIcon,
  remove: MinusCircleFillIcon,
  already: CheckmarkCircleIcon,
  blocked: CircleSlashIcon,
  under_way: HourglassIcon,
};

/** A row of the plan in words: what becomes of it, for whom, and why not. */
function planRowWords(t: Words, names: PackageNames, row: PlanRow): string {
  const packages = namePackages(t, names, row.packages);
  if (row.outcome === 'blocked')
    return row.block === 'missing_package'
      ? t('bulk.row.missing', { packages })
      : t(`bulk.row.${row.block ?? 'unread'}`);
  if (row.packages.length === 0) return t(`bulk.row.${row.outcome}`);
  return row.outcome === 'add'
    ? t('bulk.row.addPackages', { packages })
    : row.outcome === 'remove'
      ? t('bulk.row.removePackages', { packages })
      : t(`bulk.row.${row.outcome}`);
}

/** Every row of a change as a diff: what is added, what is taken away, and what cannot be. */
export function PlanRows({
  of: { change, plan },
  agents,
}: {
  of: Planned;
  /** Titles by key. */
  agents: ReadonlyMap<string, string>;
}) {
  const count = plan.adds + plan.removes + plan.already + plan.blocked + plan.underWay;
  return <ChangeRows change={change} outcome={null} count={count} agents={agents} />;
}

/** So many rows of a change, those of one sort or all; read when one wants to see them. */
export function ChangeRows({
  change,
  outcome,
  count,
  agents,
}: {
  change: BulkChange;
  outcome: PlanOutcome | null;
  count: number;
  /** Titles by key. */
  agents: ReadonlyMap<string, string>;
}) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const rows = useWindowed('plan_bulk', { change, outcome }, { enabled: open });
  const names = packageNames(t, rows.page?.packages ?? []);
  return (
    <Details
      open={open}
      onToggle={() => {
        setOpen(!open);
      }}
      className={styles.rows}
    >
      <Details.Summary>{t('bulk.rows.title', { count })}</Details.Summary>
      <Details.Content className={styles.inside}>
        {open && rows.error && <FailureNotice failure={rows.error.failure} compact retry={rows.again} />}
        {open && !rows.page && !rows.error && <SkeletonText lines={2} />}
        {open && (rows.page?.total ?? 0) > 0 && (
          <div className={styles.list}>
            <VirtualListbox
              label={t('bulk.rows.list', { count: rows.page?.total ?? 0 })}
              count={rows.page?.total ?? 0}
              rowAt={rows.rowAt}
              onRange={rows.onRange}
              rowKey={(row) => [row.client, row.agent, row.outcome, row.packages[0]].join(' ')}
              rowName={(row) =>
                `${row.name}, ${agents.get(row.agent) ?? row.agent}: ${planRowWords(t, names, row)}`
              }
              rowHeight={44}
              selectedKey={null}
              onOpen={() => undefined}
              renderRow={(row) => (
                <div className={styles.row} data-outcome={row.outcome}>
                  <Icon of={icons[row.outcome]} size="s" />
                  <div className={styles.words}>
                    <span className="ell">
                      <b>{row.name}</b> {agents.get(row.agent) ?? row.agent}
                    </span>
                    <span className="ell muted">{planRowWords(t, names, row)}</span>
                  </div>
                </div>
              )}
            />
          </div>
        )}
      </Details.Content>
    </Details>
  );
}
