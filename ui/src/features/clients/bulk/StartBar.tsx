import { useRef, useState } from 'react';
import type { Ability, Job } from '~/api/generated/surface';
import { ActionBar } from '~/components/ActionBar';
import { BigButton } from '~/components/BigButton';
import { ConfirmBar } from '~/components/ConfirmBar';
import { FailureNotice } from '~/components/FailureNotice';
import { moveFocus } from '~/components/focus';
import { useKeyboard, useShortcut } from '~/components/keys/ShortcutProvider';
import { ariaKeys } from '~/components/keys/shortcuts';
import { useFocusAfterAsking } from '~/components/useFocusAfterAsking';
import { useWords } from '~/i18n';
import { whyNotChange } from '../firm/ability-words';
import { confirmWords, sortOf, startWords } from './bulk-words';
import styles from './StartBar.module.css';
import { samePlans, useStart, type PlanSum } from './usePlans';

/** The foot under a plan: the first press asks once more in its place, the second starts it. */
export function StartBar({
  sum,
  pending,
  change,
  firm,
  stacked = false,
  onStarted,
}: {
  sum: PlanSum | null;
  /** The plan is being made anew. */
  pending: boolean;
  /** Whether clients can be given and taken. */
  change: Ability;
  firm: string;
  /** One below the other: in a narrow panel. */
  stacked?: boolean;
  onStarted: (jobs: Job[]) => void;
}) {
  const t = useWords();
  const keyboard = useKeyboard();
  const [asking, setAsking] = useState<PlanSum | null>(null);
  const first = useRef<HTMLButtonElement>(null);
  const { start, busy, failure, forget } = useStart((jobs) => {
    setAsking(null);
    onStarted(jobs);
  });
  const closed = change.way === 'api' ? undefined : t(whyNotChange(change.reason));
  const nothing = sum !== null && sum.changeCalls === 0 ? t('bulk.start.nothing') : undefined;
  const badLines = sum !== null && sum.badLineCount > 0 ? t('bulk.start.badLines') : undefined;
  const blocked = closed ?? badLines ?? nothing;
  const ask = () => {
    if (sum === null || pending || blocked !== undefined) return;
    forget();
    setAsking(sum);
  };
  useShortcut('startJob', ask, asking === null);
  // The confirmation is of the plan that was shown; a failure shows the new one, and so does a mark that is taken off.
  if (asking !== null && (failure !== null || (!busy && !pending && !samePlans(asking, sum))))
    setAsking(null);
  useFocusAfterAsking(asking !== null, () => {
    moveFocus(first.current, { preventScroll: true });
  });

  if (asking !== null)
    return (
      <div className={styles.foot}>
        <ConfirmBar
          stacked={stacked}
          confirm={t(`bulk.confirmButton.${sortOf(asking)}`)}
          busy={busy && t('common.sending')}
          danger={sortOf(asking) === 'remove'}
          onConfirm={() => {
            // What is marked now is not what is asked about, until the new plan is there.
            if (!pending) start(asking);
          }}
          onBack={() => {
            setAsking(null);
          }}
        >
          {confirmWords(t, asking, firm)}
        </ConfirmBar>
      </div>
    );
  const one = sum?.agents.length === 1 ? sum.agents[0] : undefined;
  return (
    <div className={styles.foot}>
      {failure && <FailureNotice failure={failure} compact announce steps={false} />}
      <ActionBar stacked={stacked}>
        <BigButton
          ref={first}
          data-fullwidth={stacked || undefined}
          unavailable={blocked}
          aria-keyshortcuts={ariaKeys('startJob', keyboard)}
          onClick={ask}
        >
          {sum === null
            ? t('bulk.start.planning')
            : sum.changeCalls === 0
              ? t('bulk.start.none')
              : startWords(t, sum)}
        </BigButton>
        {blocked === undefined && one && one.services > 0 && one.adds > 0 && (
          <p className="muted sm">{t('bulk.start.opens', { agent: one.title, count: one.services })}</p>
        )}
      </ActionBar>
    </div>
  );
}
