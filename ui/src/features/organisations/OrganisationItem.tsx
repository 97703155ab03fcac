import { Tag } from '@digdir/designsystemet-react';
import { StarFillIcon } from '@navikt/aksel-icons';
import type { OrganisationRow } from '~/api/generated/surface';
import { Avatar } from '~/components/Avatar';
import { Icon } from '~/components/Icon';
import { formatOrgNo } from '~/components/OrgNo';
import { useWords } from '~/i18n';
import styles from './OrganisationsScreen.module.css';

/** One actor in the list: tile, name, number and roles, and at most one tag. */
export function OrganisationItem({ row }: { row: OrganisationRow }) {
  const t = useWords();
  const roles = row.roles.slice(0, 2);
  const meta =
    row.orgNo !== null
      ? // In the middle of a line roles are ordinary words.
        [formatOrgNo(row.orgNo), ...roles.map((role) => role.toLocaleLowerCase(t.locale))]
      : roles.length > 0
        ? roles
        : [t('organisations.person')];
  return (
    <div className={styles.item} data-muted={row.isHeadingOnly || row.isDeleted || undefined}>
      <Avatar
        initials={row.initials}
        size="m"
        kind={row.kind === 'person' ? 'person' : 'organisation'}
        tint={row.kind !== 'person'}
      />
      <div className={styles.words}>
        <span className={styles.name}>
          {row.kind === 'subunit' && <span aria-hidden>{t('common.subunitMark')}</span>}
          <span className="ell">{row.name}</span>
          {row.favourite && <Icon of={StarFillIcon} size="xs" className={styles.star} />}
        </span>
        <span className={`ell num ${styles.meta ?? ''}`}>{meta.join(', ')}</span>
      </div>
      {row.isDeleted ? (
        <Tag data-color="danger">{t('organisations.deleted')}</Tag>
      ) : row.isHeadingOnly ? (
        <Tag data-color="neutral">{t('organisations.headingOnly')}</Tag>
      ) : row.waiting > 0 ? (
        <Tag data-color="info">{t('organisations.waiting', { count: row.waiting })}</Tag>
      ) : null}
    </div>
  );
}
