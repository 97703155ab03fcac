import { useNavigate } from '@tanstack/react-router';
import { ArrowRightIcon, CheckmarkCircleIcon, ExternalLinkIcon, XMarkOctagonIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import type { ChangeStep, Decision, Failure, Review } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { useStatus } from '~/components/status/StatusProvider';
import type { CommandError } from '~/errors/CommandError';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import type { Step } from './decision-view';

/** A decision that did not come through. */
export interface Failed {
  step: Step | 'open';
  failure: Failure;
}

/** The acts on one review, and what came of the last. */
export interface DecisionActs {
  approve: (acknowledged: boolean) => void;
  /** `now`: sent at once; else after the ten seconds of undo. */
  reject: (now: boolean) => void;
  forward: () => void;
  /** Opens Altinn's page in the browser, and observes. */
  handOff: () => void;
  undoReject: () => void;
  stopObserving: () => void;
  dismiss: () => void;
  openReceipt: (number: string) => void;
  /** Opens the system access that the request became: it has the same id. */
  openAccess: () => void;
  busy: boolean;
  failed: Failed | null;
  /** A change that stopped half-way just now: every step, as read afterwards. */
  partly: ChangeStep[] | null;
  /** Done at Altinn, but this machine could not write it down yet. */
  unrecorded: Failed | null;
  /** Forgets the failure: something else is being tried. */
  forget: () => void;
}

/** Nothing here is optimistic: what is said is what Altinn has answered. */
export function useDecision(review: Review, onSettled: () => void, onChanged: () => void): DecisionActs {
  const t = useWords();
  const navigate = useNavigate();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const [failed, setFailed] = useState<Failed | null>(null);
  const [unrecorded, setUnrecorded] = useState<Failed | null>(null);
  const [partly, setPartly] = useState<ChangeStep[] | null>(null);
  const { key, fingerprint } = review;
  const names = { system: review.system.title, organisation: review.organisation.name };

  const openReceipt = (number: string) => {
    void navigate({ to: '/activity/$number', params: { number } });
  };
  const undo = useAct('undo_reject', {
    onSuccess: () => {
      say({ text: t('approvals.say.undone'), act: key });
    },
    onError: ({ failure }) => {
      alert(
        failure.code === 'request_already_decided'
          ? t('approvals.say.tooLate')
          : `${sentence(failure).what}. ${sentence(failure).next}`,
      );
    },
  });

  const after = (step: Step | 'open') => (decision: Decision) => {
    setFailed(null);
    setPartly(null);
    setUnrecorded(null);
    switch (decision.kind) {
      case 'done':
        if (step === 'approve') {
          say({
            text: t(
              review.kind === 'change' ? 'approvals.say.changedAccess' : 'approvals.say.approved',
              names,
            ),
            icon: CheckmarkCircleIcon,
            action: {
              label: t('approvals.decide.receipt'),
              run: () => {
                openReceipt(decision.receipt);
              },
            },
          });
        } else if (step === 'reject')
          say({ text: t('approvals.say.rejected', names), icon: XMarkOctagonIcon });
        openReceipt(decision.receipt);
        break;
      case 'scheduled':
        say({
          text: t('approvals.say.rejecting', names),
          icon: XMarkOctagonIcon,
          until: decision.at,
          act: key,
          undo: () => {
            undo.mutate({ key });
          },
        });
        break;
      case 'handed_off':
        say({ text: t('approvals.say.handedOff'), icon: ExternalLinkIcon });
        break;
      case 'forwarded':
        say({ text: t('approvals.say.forwarded', names), icon: ArrowRightIcon });
        break;
      case 'unrecorded':
        // Drawn and read aloud by the strip.
        setUnrecorded({ step, failure: decision.failure });
        break;
      case 'partly':
        // Drawn and read aloud by the strip; the review is read again and shows the steps.
        setFailed({ step, failure: decision.failure });
        setPartly(decision.steps);
        break;
      case 'unknown':
        break;
    }
    onSettled();
  };
  const refused =
    (step: Step | 'open') =>
    ({ failure }: CommandError) => {
      setFailed({ step, failure });
      setPartly(null);
      // What was shown no longer holds: it is read again before anything can be pressed.
      if (failure.code === 'request_changed') onChanged();
      onSettled();
    };

  const approve = useAct('approve', { onSuccess: after('approve'), onError: refused('approve') });
  const reject = useAct('reject', { onSuccess: after('reject'), onError: refused('reject') });
  const forward = useAct('escalate', { onSuccess: after('forward'), onError: refused('forward') });
  const handOff = useAct('hand_off', { onSuccess: after('open'), onError: refused('open') });
  const stop = useAct('stop_observing', {
    onSuccess: () => {
      say({ text: t('approvals.say.stopped', { system: names.system }) });
    },
    onError: refused('open'),
  });
  const dismiss = useAct('dismiss', {
    onSuccess: () => {
      void navigate({ to: '/approvals' });
    },
    onError: refused('open'),
  });
  const busy = [approve, reject, forward, handOff, stop, dismiss, undo].some(({ isPending }) => isPending);
  const unlessBusy = (act: () => void) => () => {
    if (!busy) act();
  };

  return {
    approve: (acknowledged) => {
      if (!busy) approve.mutate({ key, fingerprint, acknowledged });
    },
    reject: (now) => {
      if (!busy) reject.mutate({ key, now });
    },
    forward: unlessBusy(() => {
      forward.mutate({ key });
    }),
    handOff: unlessBusy(() => {
      handOff.mutate({ key });
    }),
    undoReject: unlessBusy(() => {
      undo.mutate({ key });
    }),
    stopObserving: unlessBusy(() => {
      stop.mutate({ key });
    }),
    dismiss: unlessBusy(() => {
      dismiss.mutate({ key });
    }),
    openReceipt,
    openAccess: () => {
      void navigate({
        to: '/system-users/$partyUuid/$id',
        params: { partyUuid: review.organisation.partyUuid, id: review.change?.systemUser.id ?? key },
      });
    },
    busy,
    failed,
    partly,
    unrecorded,
    forget: () => {
      setFailed(null);
      setPartly(null);
    },
  };
}
