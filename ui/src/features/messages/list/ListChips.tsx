import { Chip } from '@digdir/designsystemet-react';
import type { ChipCounts, MessageFilter } from '~/api/generated/surface';
import { useWords } from '~/i18n';
import { isOnly } from './list-query';
import styles from './ListChips.module.css';

/** The filters that one needs most, each for itself: several may be on at once. */
export function ListChips({
  filter,
  counts,
  onChange,
}: {
  filter: MessageFilter;
  counts: ChipCounts | undefined;
  onChange: (filter: MessageFilter) => void;
}) {
  const t = useWords();
  const attention = isOnly(filter, 'requires_attention');
  const chip = (label: string, count: number | undefined, pressed: boolean, next: MessageFilter) => (
    <Chip.Button
      aria-pressed={pressed}
      onClick={() => {
        onChange(next);
      }}
    >
      {label}
      {count !== undefined && count > 0 && <span className={styles.count}>{t.number(count)}</span>}
    </Chip.Button>
  );
  return (
    <div role="group" aria-label={t('messages.filter.label')} className={styles.group}>
      {chip(t('messages.filter.unread'), counts?.unread, filter.unread, {
        ...filter,
        unread: !filter.unread,
      })}
      {chip(t('messages.status.requires_attention'), counts?.requiresAttention, attention, {
        ...filter,
        statuses: attention ? [] : ['requires_attention'],
      })}
      {chip(t('messages.filter.due'), counts?.due, filter.due === 'any', {
        ...filter,
        due: filter.due === 'any' ? null : 'any',
      })}
    </div>
  );
}
