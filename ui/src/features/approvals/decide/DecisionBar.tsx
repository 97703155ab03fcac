// The bar under a review: what can be decided, the confirmation in its place, and afterwards where things stand.
import { Button, type ButtonProps } from '@digdir/designsystemet-react';
import { CloudSlashIcon, ExternalLinkIcon, XMarkOctagonIcon } from '@navikt/aksel-icons';
import { useState, type RefObject } from 'react';
import type { Failure, Review } from '~/api/generated/surface';
import { useRead } from '~/api/queries';
import { ActionBar } from '~/components/ActionBar';
import { Check } from '~/components/Check';
import { ConfirmBar } from '~/components/ConfirmBar';
import { moveFocus } from '~/components/focus';
import { Icon } from '~/components/Icon';
import { Keys } from '~/components/keys/Keys';
import { useKeyboard, useShortcut } from '~/components/keys/ShortcutProvider';
import { ariaKeys } from '~/components/keys/shortcuts';
import { Notice } from '~/components/Notice';
import { useKeptFocus } from '~/components/rights/useKeptFocus';
import { useWords } from '~/i18n';
import type { AlikeActs } from '../alike/useAlike';
import { ConfirmSentence } from './ConfirmSentence';
import { FailedStrip } from './FailedStrip';
import { choices, type Choice, type Step } from './decision-view';
import styles from './DecisionBar.module.css';
import { StateBar } from './StateBar';
import { UnrecordedStrip } from './UnrecordedStrip';
import { useDecision } from './useDecision';
import { whyWords } from './why-words';

const labels = {
  approve: 'approvals.decide.approve',
  reject: 'approvals.decide.reject',
  forward: 'approvals.decide.forward',
} as const;
const verbs = { ...labels, approve: 'approvals.decide.approveConfirm' } as const;

/** The first step's words; a change, and one that stopped half-way, are called what they are. */
function labelOf(step: Step, { change, kind }: Review) {
  if (step !== 'approve' || kind !== 'change') return labels[step];
  return change?.begun ? 'approvals.decide.goOnChange' : 'approvals.decide.approveChange';
}
function verbOf(step: Step, { change }: Review) {
  return step === 'approve' && change?.begun ? 'approvals.decide.goOnConfirm' : verbs[step];
}

export function DecisionBar({
  review,
  ticked,
  tickRef,
  rowFailure,
  alike,
  settled = 0,
  onChanged,
  onCheck,
  onNext,
}: {
  review: Review;
  ticked: boolean;
  tickRef: RefObject<HTMLInputElement | null>;
  /** Why the queue could not send what it had to. */
  rowFailure: Failure | null;
  /** The same asked of other organisations, when some of them are chosen as well. */
  alike?: Pick<AlikeActs, 'several' | 'approve' | 'busy' | 'progress'>;
  /** Grows when approving several came to an end: the confirmation is over. */
  settled?: number;
  /** What is shown no longer holds; it should be read again. */
  onChanged: () => void;
  /** Asks Altinn where it stands. */
  onCheck: () => void;
  /** Goes to the next request; nothing when none waits. */
  onNext: (() => void) | undefined;
}) {
  const t = useWords();
  const { data: settings } = useRead('settings', {});
  const [asking, setAsking] = useState<Choice | null>(null);
  const [asked, setAsked] = useState<Step | null>(null);
  const acts = useDecision(
    review,
    () => {
      setAsking(null);
    },
    onChanged,
  );
  const [seen, setSeen] = useState(settled);
  if (seen !== settled) {
    setSeen(settled);
    setAsking(null);
  }
  const several = alike?.several ?? null;
  const busy = acts.busy || alike?.busy === true;
  const open =
    review.state.kind === 'waiting' ||
    review.state.kind === 'reject_not_sent' ||
    review.state.kind === 'not_read';
  const view = choices(review, ticked);

  // The confirmation took the focus; when it goes, the button that led to it gets it back, or else the bar.
  const place = useKeptFocus(
    open ? (asking ? `asking ${asking.step}` : 'choices') : review.state.kind,
    asked,
  );

  const press = (choice: Choice) => {
    acts.forget();
    if (choice.blocked === 'tick') {
      moveFocus(tickRef.current);
      tickRef.current?.scrollIntoView({ block: 'center' });
    } else if (choice.blocked === null) {
      // With the undo of ten seconds, the press itself is the act.
      if (choice.step === 'reject' && choice.via === 'api' && settings?.undoReject === true)
        acts.reject(false);
      else setAsking(choice);
      setAsked(choice.step);
    }
  };
  const first = view.buttons[0];
  const reasons = [
    ...new Set(view.buttons.map(({ blocked }) => blocked).filter((blocked) => blocked !== null)),
  ];
  const forward = view.buttons.find(({ step, blocked }) => step === 'forward' && blocked === null);
  useShortcut(
    'approve',
    () => {
      if (first?.step === 'approve') press(first);
    },
    open && asking === null && first?.step === 'approve' && !busy,
  );

  const confirm = ({ step, via }: Choice) => {
    if (step === 'approve' && several) alike?.approve(ticked);
    else if (via === 'portal') acts.handOff();
    else if (step === 'approve') acts.approve(ticked);
    else if (step === 'reject') acts.reject(true);
    else acts.forward();
  };

  return (
    <div {...place} className={styles.place}>
      {acts.failed === null && review.state.kind === 'reject_not_sent' && <NotSent failure={rowFailure} />}
      {acts.failed && (
        <FailedStrip
          failed={acts.failed}
          partly={acts.partly}
          onAccess={acts.openAccess}
          onForward={
            forward &&
            (() => {
              press(forward);
            })
          }
        />
      )}
      {acts.unrecorded && !('receipt' in review.state && review.state.receipt !== null) && (
        <UnrecordedStrip unrecorded={acts.unrecorded} />
      )}
      {!open ? (
        <StateBar review={review} acts={acts} onNext={onNext} onCheck={onCheck} />
      ) : asking ? (
        <ConfirmBar
          key={asking.step}
          confirm={asking.via === 'portal' ? t('common.openAtAltinn') : t(verbOf(asking.step, review))}
          busy={
            alike?.progress ? t('alike.progress', alike.progress) : busy ? t('common.sending') : undefined
          }
          onConfirm={() => {
            confirm(asking);
          }}
          onBack={() => {
            setAsking(null);
          }}
        >
          <ConfirmSentence review={review} choice={asking} several={several} />
        </ConfirmBar>
      ) : (
        <ActionBar>
          {view.buttons.map((choice, index) => (
            <ChoiceButton
              key={choice.step}
              choice={choice}
              label={
                choice.step === 'approve' && several
                  ? t('alike.approve', { count: several.length })
                  : t(labelOf(choice.step, review))
              }
              filled={index === 0}
              onPress={() => {
                press(choice);
              }}
            />
          ))}
          {/* After the buttons, so that they stand together whatever is said; one reason is said once. */}
          <div className={styles.why}>
            {view.why !== null && <Check sort="no">{whyWords(t, view.why, review.organisation.name)}</Check>}
            {reasons.map((blocked) => (
              <div key={blocked} id={`why-${blocked}`}>
                <Check sort="caution" {...(blocked === 'offline' && { icon: CloudSlashIcon })}>
                  {whyWords(t, blocked, review.organisation.name)}
                </Check>
              </div>
            ))}
          </div>
          {view.openAltinn && (
            <Button variant="tertiary" onClick={acts.handOff}>
              <Icon of={ExternalLinkIcon} />
              {t('common.openAtAltinn')}
            </Button>
          )}
        </ActionBar>
      )}
    </div>
  );
}

/** The ten seconds ran out, but the rejection did not come through. The queue has already said it aloud. */
function NotSent({ failure }: { failure: Failure | null }) {
  const t = useWords();
  if (failure) return <FailedStrip failed={{ step: 'reject', failure }} quiet onForward={undefined} />;
  return (
    <Notice tone="danger" icon={XMarkOctagonIcon}>
      {t('approvals.state.reject_not_sent')}
    </Notice>
  );
}

/** A first step. Blocked, it stays readable and focusable; why is said beside the buttons. */
function ChoiceButton({
  choice: { step, blocked },
  label,
  filled,
  onPress,
}: {
  choice: Choice;
  label: string;
  filled: boolean;
  onPress: () => void;
}) {
  const keyboard = useKeyboard();
  const rest: ButtonProps & { 'data-step': Step } = {
    'data-step': step,
    ...(!filled && { variant: 'secondary' as const }),
    ...(step === 'approve' && { 'aria-keyshortcuts': ariaKeys('approve', keyboard) }),
    // Pressed all the same, the tick's button shows where the tick is.
    ...(blocked !== null && { 'aria-disabled': true, 'aria-describedby': `why-${blocked}` }),
  };
  return (
    <Button {...rest} className="cta" onClick={onPress}>
      {label}
      {step === 'approve' && blocked === null && (
        <span className={styles.keys}>
          <Keys id="approve" />
        </span>
      )}
    </Button>
  );
}
