import { Field, Input, Label } from '@digdir/designsystemet-react';
import { useId, useMemo, useState } from 'react';
import type { Ability, AgentColumn, Job } from '~/api/generated/surface';
import { FailureNotice } from '~/components/FailureNotice';
import { Modal } from '~/components/Modal';
import { useWords } from '~/i18n';
import { BadLines } from './BadLines';
import styles from './Dialogs.module.css';
import { PlanRows } from './PlanRows';
import { PlanSummary } from './PlanSummary';
import { StartBar } from './StartBar';
import { usePlans } from './usePlans';

/** The matrix as a file, read in again: its plan is shown and checked before anything is sent. */
export function CsvDialog({
  firm,
  firmName,
  columns,
  change,
  onStarted,
  onClose,
}: {
  firm: string;
  firmName: string;
  columns: readonly AgentColumn[];
  change: Ability;
  onStarted: (jobs: Job[]) => void;
  onClose: () => void;
}) {
  const t = useWords();
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const changes = useMemo(
    () => (text === null ? [] : [{ firm, source: { kind: 'csv' as const, text } }]),
    [firm, text],
  );
  const { sum, failure, again, pending } = usePlans(changes);
  const plan = sum?.parts[0]?.plan;
  const titles = useMemo(() => new Map(columns.map((column) => [column.id, column.title])), [columns]);
  const read = async (file: File | undefined) => {
    setText(null);
    setUnreadable(false);
    if (!file) return;
    try {
      setText(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()));
    } catch {
      setUnreadable(true);
    }
  };
  return (
    <Modal title={t('bulk.csv.title')} onClose={onClose} look="wide">
      <div className={styles.dialog}>
        <p className="muted">{t('bulk.csv.text')}</p>
        <Field>
          <Label htmlFor={id}>{t('bulk.csv.file')}</Label>
          <Input
            id={id}
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => void read(event.target.files?.[0])}
          />
        </Field>
        {unreadable && (
          <BadLines
            lines={[{ line: 1, text: '', reason: 'not_utf8', detail: null }]}
            count={1}
            title={t('bulk.bad.title', { count: 1 })}
          />
        )}
        {failure && <FailureNotice failure={failure} compact announce retry={again} />}
        {plan && (
          <BadLines
            lines={plan.badLines}
            count={plan.badLineCount}
            title={t('bulk.bad.title', { count: plan.badLineCount })}
          />
        )}
        {sum && plan && plan.badLineCount === 0 && (
          <div>
            <PlanSummary sum={sum} firm={firmName} />
            {sum.parts.map((part, index) => (
              <PlanRows key={index} of={part} agents={titles} />
            ))}
          </div>
        )}
      </div>
      {sum && plan && plan.badLineCount === 0 && (
        <div className={styles.foot}>
          <StartBar
            sum={sum}
            pending={pending}
            change={change}
            firm={firmName}
            onStarted={(jobs) => {
              onStarted(jobs);
              onClose();
            }}
          />
        </div>
      )}
    </Modal>
  );
}
