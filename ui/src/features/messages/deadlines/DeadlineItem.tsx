import { Tag } from '@digdir/designsystemet-react';
import { CalendarIcon, ClockFillIcon, ClockIcon, ExclamationmarkTriangleFillIcon } from '@navikt/aksel-icons';
import type { MessageRow } from '~/api/generated/surface';
import { Avatar } from '~/components/Avatar';
import { Icon, type IconShape } from '~/components/Icon';
import { OwnerMark } from '~/components/OwnerMark';
import { ownerMark } from '~/components/owner-marks';
import { useDates, useWords } from '~/i18n';
import { statusWords, titleOf } from '../row-words';
import { nearness, whenWords, type Nearness } from './deadline-words';
import styles from './DeadlineItem.module.css';

const icons: Record<Nearness, IconShape> = {
  over: ExclamationmarkTriangleFillIcon,
  today: ClockFillIcon,
  soon: ClockIcon,
  later: CalendarIcon,
  none: CalendarIcon,
};

/** Two letters of a name, for its tile. */
function initials(name: string): string {
  return name
    .split(/[\s,.]+/)
    .filter((word) => /^\p{L}/u.test(word) && !/^(AS|ASA|ENK|avd|og)$/i.test(word))
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}

/** One deadline on one line: when, what, whose, where it stands, from whom. */
export function DeadlineItem({ row }: { row: MessageRow }) {
  const t = useWords();
  const dates = useDates();
  const near = nearness(dates, row);
  return (
    <div className={styles.due} data-near={near} data-unread={row.unread || undefined}>
      <span className={styles.when}>
        <Icon of={icons[near]} size="s" />
        {whenWords(t, dates, row)}
      </span>
      <OwnerMark mark={ownerMark(row.owner, row.sender)} size="m" />
      <span className={styles.what}>
        <span className={`${styles.title} ell`} lang={row.titleLang ?? undefined}>
          <bdi>{titleOf(t, row)}</bdi>
        </span>
        <span className={`${styles.whose} ell`}>{row.recipient}</span>
      </span>
      <span className={styles.recipient}>
        <Avatar
          initials={initials(row.recipient)}
          size="s"
          kind={row.recipientIsPerson ? 'person' : 'organisation'}
          tint={!row.recipientIsPerson}
        />
        <span className="ell">{row.recipient}</span>
      </span>
      <span className={styles.status}>
        <Tag data-color={row.status === 'requires_attention' ? 'info' : 'neutral'}>{statusWords(t, row)}</Tag>
      </span>
      <span className={`${styles.sender} ell`}>
        <bdi>{row.sender}</bdi>
      </span>
    </div>
  );
}
