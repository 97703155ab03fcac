import {
  ArrowsCirclepathIcon,
  CheckmarkCircleFillIcon,
  CheckmarkCircleIcon,
  CircleSlashIcon,
  ExclamationmarkTriangleFillIcon,
  HourglassIcon,
  QuestionmarkCircleIcon,
} from '@navikt/aksel-icons';
import type { Failure, JobRow, JobRowState } from '~/api/generated/surface';
import { Icon, type IconShape } from '~/components/Icon';
import { formatOrgNo } from '~/components/OrgNo';
import { useSentence, type Sentence } from '~/errors';
import { useWords, type Words } from '~/i18n';
import styles from './JobRowItem.module.css';

const icons: Record<JobRowState, IconShape> = {
  waiting: HourglassIcon,
  sent: ArrowsCirclepathIcon,
  unknown: QuestionmarkCircleIcon,
  changed: CheckmarkCircleFillIcon,
  already: CheckmarkCircleIcon,
  failed: ExclamationmarkTriangleFillIcon,
  dropped: CircleSlashIcon,
};

/** Where a row stands: for a failure, why and what to do. */
export function rowWords(t: Words, sentence: (failure: Failure) => Sentence, row: JobRow): string {
  if (row.state === 'failed' && row.failure) {
    const { what, next } = sentence(row.failure);
    return `${what}. ${next}`;
  }
  return row.state === 'changed' ? t(`jobs.changed.${row.act}`) : t(`jobs.row.${row.state}`);
}

/** One client of a job. */
export function JobRowItem({ row, several }: { row: JobRow; several: boolean }) {
  const t = useWords();
  const sentence = useSentence();
  return (
    <div className={styles.row} data-state={row.state}>
      <Icon of={icons[row.state]} size="s" />
      <div className={styles.words}>
        <span className="ell">
          <b>{row.name}</b>
          {several && <span className="muted"> {row.agentTitle}</span>}
        </span>
        <span className={`ell ${styles.stands ?? ''}`}>{rowWords(t, sentence, row)}</span>
      </div>
      {row.orgNo !== null && <span className="muted sm num nowrap">{formatOrgNo(row.orgNo)}</span>}
    </div>
  );
}
