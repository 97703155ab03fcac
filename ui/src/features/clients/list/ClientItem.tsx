import { Tag } from '@digdir/designsystemet-react';
import { CheckmarkIcon } from '@navikt/aksel-icons';
import type { ClientRow } from '~/api/generated/surface';
import { Icon } from '~/components/Icon';
import { formatOrgNo } from '~/components/OrgNo';
import { useWords } from '~/i18n';
import styles from './ClientItem.module.css';

/** A client in the list: tick, name and number, how much of it is given on, and at most one tag. */
export function ClientItem({ row, marked }: { row: ClientRow; marked: boolean }) {
  const t = useWords();
  const missing = row.cells.filter(({ state }) => state === 'missing').length;
  const failed = row.cells.some(({ state }) => state === 'failed');
  return (
    <div className={styles.item}>
      <span className={styles.tick} data-tick>
        <span className={styles.box} data-on={marked || undefined}>
          {marked && <Icon of={CheckmarkIcon} size="xs" />}
        </span>
      </span>
      <div className={styles.words}>
        <span className={`ell ${styles.name ?? ''}`}>{row.name}</span>
        <span className="ell muted sm num">
          {[
            row.orgNo !== null && formatOrgNo(row.orgNo),
            t('clients.hasOf', { has: row.has, all: row.cells.length }),
            missing > 0 && t('clients.missingOf', { count: missing }),
          ]
            .filter(Boolean)
            .join(', ')}
        </span>
      </div>
      {row.isDeleted ? (
        <Tag data-color="danger">{t('clients.deleted')}</Tag>
      ) : failed ? (
        <Tag data-color="danger">{t('clients.cell.failed')}</Tag>
      ) : row.tags[0] !== undefined ? (
        <Tag data-color="neutral">{row.tags[0]}</Tag>
      ) : null}
    </div>
  );
}
