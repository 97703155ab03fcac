import { Button } from '@digdir/designsystemet-react';
import {
  ArrowRightIcon,
  CheckmarkCircleFillIcon,
  HourglassIcon,
  QuestionmarkCircleIcon,
  XMarkOctagonIcon,
} from '@navikt/aksel-icons';
import type { ReactNode } from 'react';
import type { Review } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { ActionBar } from '~/components/ActionBar';
import { BigButton } from '~/components/BigButton';
import { Icon, type IconShape } from '~/components/Icon';
import { AskColleague } from '~/components/review/ColleagueLetter';
import { Keys } from '~/components/keys/Keys';
import { useKeyboard } from '~/components/keys/ShortcutProvider';
import { ariaKeys } from '~/components/keys/shortcuts';
import { useFailureAlert } from '~/components/status/useFailureAlert';
import { Turning } from '~/components/Turning';
import { useDates, useWords } from '~/i18n';
import { useSecondsUntil } from '../useSecondsUntil';
import styles from './DecisionBar.module.css';
import type { DecisionActs } from './useDecision';

/** Where a request stands that one cannot decide on now, and what one can do instead. */
export function StateBar({
  review,
  acts,
  onNext,
  onCheck,
}: {
  review: Review;
  acts: DecisionActs;
  onNext: (() => void) | undefined;
  /** Asks Altinn where it stands. */
  onCheck: () => void;
}) {
  const t = useWords();
  const keyboard = useKeyboard();
  const dates = useDates();
  const seconds = useSecondsUntil(review.state.kind === 'rejecting' ? review.state.at : null);
  const open = useAct('open_external', { onError: useFailureAlert() });
  const change = review.kind === 'change';
  const names = { system: <bdi>{review.system.title}</bdi>, organisation: review.organisation.name };
  const next = onNext && (
    <Button
      className="cta"
      variant="secondary"
      aria-keyshortcuts={ariaKeys('next', keyboard)}
      onClick={onNext}
    >
      {t('approvals.decide.next')} <Keys id="next" />
    </Button>
  );
  const dismiss = (
    <Button variant="tertiary" onClick={acts.dismiss}>
      {t('approvals.decide.dismiss')}
    </Button>
  );
  const receipt = 'receipt' in review.state ? review.state.receipt : null;
  switch (review.state.kind) {
    case 'observing':
      return (
        <Standing busy text={t.rich('approvals.bar.observing', { time: dates.clock(review.state.since) })}>
          <Button
            variant="secondary"
            onClick={() => {
              open.mutate({ target: { kind: 'request', key: review.key } });
            }}
          >
            {t('approvals.decide.reopen')}
          </Button>
          <Button variant="tertiary" onClick={acts.stopObserving}>
            {t('approvals.decide.stop')}
          </Button>
        </Standing>
      );
    case 'rejecting':
      return (
        <Standing
          icon={XMarkOctagonIcon}
          // The seconds stand outside any live region: they would be read aloud one by one.
          text={
            seconds > 0
              ? t.rich('approvals.bar.rejecting', { seconds })
              : t.rich('approvals.bar.rejectingSoon')
          }
        >
          {next}
          <BigButton onClick={acts.undoReject}>{t('common.undo')}</BigButton>
        </Standing>
      );
    case 'unknown':
      return (
        <Standing icon={HourglassIcon} text={t.rich('approvals.bar.unknown')}>
          <Button variant="secondary" onClick={onCheck}>
            {t('approvals.decide.check')}
          </Button>
        </Standing>
      );
    case 'approved':
    case 'rejected':
      return (
        <Standing
          {...(review.state.kind === 'approved'
            ? {
                icon: CheckmarkCircleFillIcon,
                tone: 'success' as const,
                text: t.rich(change ? 'approvals.bar.approvedChange' : 'approvals.bar.approved', names),
              }
            : {
                icon: XMarkOctagonIcon,
                text: t.rich(change ? 'approvals.bar.rejectedChange' : 'approvals.bar.rejected'),
              })}
        >
          {dismiss}
          {receipt !== null && (
            <Button
              variant="secondary"
              className="cta"
              onClick={() => {
                acts.openReceipt(receipt);
              }}
            >
              {t('approvals.decide.receipt')}
            </Button>
          )}
          {next}
        </Standing>
      );
    case 'escalated':
      return (
        <Standing icon={ArrowRightIcon} text={t.rich('approvals.bar.escalated')}>
          {/* Altinn tells nobody of it. */}
          <AskColleague requestKey={review.key} />
          {dismiss}
          {next}
        </Standing>
      );
    case 'not_found':
      return (
        <Standing icon={QuestionmarkCircleIcon} text={t.rich('approvals.bar.not_found')}>
          {dismiss}
          {next}
        </Standing>
      );
    default:
      return null;
  }
}

function Standing({
  icon,
  busy = false,
  tone,
  text,
  children,
}: {
  icon?: IconShape;
  /** Turns while we wait for something. */
  busy?: boolean;
  tone?: 'success';
  text: ReactNode;
  children: ReactNode;
}) {
  return (
    <ActionBar>
      {busy && <Turning className="muted" />}
      {icon && <Icon of={icon} className={tone === 'success' ? styles.success : undefined} />}
      <p className={styles.text}>{text}</p>
      {children}
    </ActionBar>
  );
}
