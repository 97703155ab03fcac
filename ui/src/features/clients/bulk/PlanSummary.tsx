import {
  ArrowRightLeftIcon,
  ArrowUndoIcon,
  CircleSlashIcon,
  HourglassIcon,
  MinusCircleFillIcon,
  PlusCircleFillIcon,
} from '@navikt/aksel-icons';
import { useState, type ReactNode } from 'react';
import { Check } from '~/components/Check';
import { Icon, type IconShape } from '~/components/Icon';
import { useDates, useWords } from '~/i18n';
import { packageNames } from '../matrix/cell-words';
import { blockWords, durationWords, isForClient } from './bulk-words';
import styles from './PlanSummary.module.css';
import type { PlanSum } from './usePlans';

/** Names that are shown of those who are stopped, before one asks for all. */
const NAMED = 4;

/** What a plan would do: how many get and lose, who cannot and why, and what it costs. */
export function PlanSummary({
  sum,
  firm,
  letters,
}: {
  sum: PlanSum;
  firm: string;
  /** A text to the clients that lack something. */
  letters?: ReactNode;
}) {
  const t = useWords();
  const dates = useDates();
  const { adds, removes, already, underWay, blocked, changeCalls, checkCalls } = sum;
  const numbers: { key: string; count: number; icon: IconShape; words: string; no?: boolean }[] = [
    ...(adds > 0 || removes === 0
      ? [{ key: 'add', count: adds, icon: PlusCircleFillIcon, words: t('bulk.sum.adds') }]
      : []),
    ...(removes > 0
      ? [
          {
            key: 'remove',
            count: removes,
            icon: MinusCircleFillIcon,
            words: t('bulk.sum.removes'),
          },
        ]
      : []),
    ...(blocked > 0
      ? [
          {
            key: 'no',
            count: blocked,
            icon: CircleSlashIcon,
            words: t('bulk.sum.blocked'),
            no: true,
          },
        ]
      : []),
  ];
  return (
    <>
      <Bar parts={{ add: adds, remove: removes, no: blocked }} />
      <dl className={styles.sum}>
        {numbers.map(({ key, count, icon, words, no = false }) => (
          <div key={key} data-no={no || undefined}>
            <dt>
              <Icon of={icon} size="s" />
              {words}
            </dt>
            <dd>{t.number(count)}</dd>
          </div>
        ))}
      </dl>
      {(already > 0 || underWay > 0) && (
        <p className="muted sm">
          {[
            already > 0 && t('bulk.sum.already', { count: already }),
            underWay > 0 && t('bulk.sum.underWay', { count: underWay }),
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
      )}
      <Blocks sum={sum} firm={firm} letters={letters} />
      {changeCalls > 0 && (
        <section className={styles.how}>
          <h3 className="h2 sm">{t('bulk.how.title')}</h3>
          <Check sort="info" icon={ArrowRightLeftIcon}>
            {t.rich('bulk.how.calls', {
              calls: changeCalls + checkCalls,
              changes: changeCalls,
              checks: checkCalls,
            })}
          </Check>
          <Check sort="info" icon={HourglassIcon}>
            {durationWords(t, sum.seconds)} {t('bulk.how.goOn')}
          </Check>
          <Check sort="info" icon={ArrowUndoIcon}>
            {t('bulk.how.undo')}
          </Check>
          {sum.fetchedAt !== null && (
            <p className="muted sm">{t('bulk.how.asOf', { when: dates.when(sum.fetchedAt) })}</p>
          )}
        </section>
      )}
    </>
  );
}

/** The parts of the whole, for the eye: the numbers stand below in words. */
function Bar({ parts }: { parts: Record<'add' | 'remove' | 'no', number> }) {
  const shown = (['add', 'remove', 'no'] as const).filter((part) => parts[part] > 0);
  return (
    <div aria-hidden className={styles.bar}>
      {shown.length === 0 && <i className={styles.none} />}
      {shown.map((part) => (
        <i key={part} className={styles[part]} style={{ flexGrow: parts[part] }} />
      ))}
    </div>
  );
}

/** Who cannot, and why. */
function Blocks({ sum, firm, letters }: { sum: PlanSum; firm: string; letters?: ReactNode }) {
  const t = useWords();
  const names = packageNames(t, sum.packages);
  const [all, setAll] = useState<number | null>(null);
  if (sum.blocks.length === 0) return null;
  const lastForClient = sum.blocks.findLastIndex(({ reason }) => isForClient(reason));
  return (
    <div className={styles.blocks}>
      {sum.blocks.map((block, index) => {
        const { title, text } = blockWords(t, names, block, firm);
        const shown = all === index ? block.names : block.names.slice(0, NAMED);
        const more = block.clients - shown.length;
        return (
          <section key={index} className={styles.block}>
            <Icon of={CircleSlashIcon} />
            <div>
              <h3>{title}</h3>
              <p>{text}</p>
              <ul>
                {shown.map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
              {more > 0 &&
                (shown.length < block.names.length ? (
                  <button
                    type="button"
                    className="linkButton sm"
                    onClick={() => {
                      setAll(index);
                    }}
                  >
                    {t('bulk.block.more', { count: more })}
                  </button>
                ) : (
                  <p className="muted">{t('bulk.block.more', { count: more })}</p>
                ))}
              {index === lastForClient && letters}
            </div>
          </section>
        );
      })}
    </div>
  );
}
