import { Tag } from '@digdir/designsystemet-react';
import { CalendarIcon, InboxIcon, StarFillIcon, TasklistIcon } from '@navikt/aksel-icons';
import type { OrganisationRow, WaitingMessages } from '~/api/generated/surface';
import { Avatar } from '~/components/Avatar';
import { Icon } from '~/components/Icon';
import { formatOrgNo } from '~/components/OrgNo';
import { useWords } from '~/i18n';
import styles from './OrganisationsScreen.module.css';

/** One actor in the list: tile, name, number and roles, at most one tag, and what its messages want. */
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
      ) : (
        <div className={styles.waits}>
          {row.waiting > 0 && (
            <Tag data-color="info">{t('organisations.waiting', { count: row.waiting })}</Tag>
          )}
          <MessageNumbers messages={row.messages} />
        </div>
      )}
    </div>
  );
}

/** Messages that want something, as numbers with the icons of the rail; the row's name says them in words. */
function MessageNumbers({ messages }: { messages: WaitingMessages }) {
  const t = useWords();
  const numbers = [
    { icon: InboxIcon, count: messages.unread, words: 'organisations.unread' },
    { icon: CalendarIcon, count: messages.due, words: 'organisations.due' },
    { icon: TasklistIcon, count: messages.requiresAttention, words: 'organisations.requiresAttention' },
  ] as const;
  return (
    <span className={`num ${styles.numbers ?? ''}`}>
      {numbers
        .filter(({ count }) => count > 0)
        .map(({ icon, count, words }) => (
          <span key={words} title={t(words, { count })}>
            <Icon of={icon} size="xs" />
            {count}
          </span>
        ))}
    </span>
  );
}
