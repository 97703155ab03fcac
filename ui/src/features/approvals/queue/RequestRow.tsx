import { Tag } from '@digdir/designsystemet-react';
import type { QueueRow } from '~/api/generated/surface';
import { CueTag } from '~/components/Cue';
import { Icon } from '~/components/Icon';
import { useWords } from '~/i18n';
import { kindIcons } from '~/components/review/kind-icons';
import { useSecondsUntil } from '../useSecondsUntil';
import styles from './RequestRow.module.css';
import { effectWords } from '~/components/changes/change-view';
import { rowTitle, stateTag } from './row-words';

/** A request in the queue: what asks, who and for whom, and the one or two things that matter most. */
export function RequestRow({ row, selected }: { row: QueueRow; selected: boolean }) {
  const t = useWords();
  const seconds = useSecondsUntil(row.state.kind === 'rejecting' ? row.state.at : null);
  const state = stateTag(t, row, seconds);
  const also = [
    ...(row.change && !row.change.halfDone ? [effectWords(t, row.change)] : []),
    ...(row.alike ? [t('alike.tag', { count: row.alike.count })] : []),
  ];
  const [first, ...others] = row.cues.slice(0, state ? 1 : 2);
  return (
    <div className={styles.request} data-selected={selected || undefined}>
      <span className={styles.kind}>
        <Icon of={kindIcons[row.kind]} />
      </span>
      <span className={`${styles.title} ell`}>
        <bdi>{rowTitle(t, row)}</bdi>
      </span>
      <span className={`${styles.age} num`}>
        {row.ageDays !== null && t('approvals.age', { days: row.ageDays })}
      </span>
      <span className={`${styles.byline} ell`}>
        <Byline row={row} />
      </span>
      <span className={styles.tags}>
        <span className={styles.main}>
          <Tag data-color="neutral">{t(`approvals.kind.${row.kind}`)}</Tag>
          {state && (
            <Tag data-color={state.tone} className="num">
              <Icon of={state.icon} size="xs" />
              {state.text}
            </Tag>
          )}
          {also.map((words) => (
            <Tag key={words} data-color="neutral" className="num">
              {words}
            </Tag>
          ))}
          {first && <CueTag cue={first} />}
        </span>
        {others.map((cue) => (
          <CueTag key={cue.code} cue={cue} />
        ))}
      </span>
    </div>
  );
}

/** «SmartCloud AS, for **Fjord Snekkeri AS**», with what is known so far. */
function Byline({ row: { vendor, organisation } }: { row: QueueRow }) {
  const t = useWords();
  if (organisation === null) return vendor;
  if (vendor === null) return t.rich('approvals.row.for', { organisation });
  return t.rich('approvals.row.byline', { vendor, organisation });
}
