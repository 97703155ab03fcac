import { ArrowUndoIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { use, useRef, useState, type ReactNode } from 'react';
import type { Move } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { ActionBar } from '~/components/ActionBar';
import { BigButton } from '~/components/BigButton';
import { ConfirmBar } from '~/components/ConfirmBar';
import { FailureNotice } from '~/components/FailureNotice';
import { moveFocus } from '~/components/focus';
import { WithdrawOutcome } from '~/components/rights/Withdraw';
import { TestContext } from '~/components/ScreenTitle';
import { useStatus } from '~/components/status/StatusProvider';
import { useFocusAfterAsking } from '~/components/useFocusAfterAsking';
import { useWords } from '~/i18n';
import { mayWithdraw } from './move-view';

/** The one next thing to do in a move. */
export function StepBar({
  move,
  accepted,
  stop,
}: {
  move: Move;
  /** The person said, just now, that less is meant. */
  accepted: boolean;
  /** The way out. */
  stop: ReactNode;
}) {
  const t = useWords();
  const navigate = useNavigate();
  const isTest = use(TestContext);
  const { say } = useStatus();
  const [asking, setAsking] = useState(false);
  const check = useAct('check_move');
  const finish = useAct('finish_move', {
    onSuccess: ({ withdrawal }) => {
      setAsking(false);
      if (withdrawal.kind === 'done')
        say({ text: t('moving.say.done', { system: move.from.title }), icon: ArrowUndoIcon });
    },
    onError: () => {
      setAsking(false);
    },
  });
  const first = useRef<HTMLButtonElement>(null);
  useFocusAfterAsking(asking, () => {
    moveFocus(first.current, { preventScroll: true });
  });
  const goOn = () => {
    const { to, partyUuid } = move;
    if (to.kind === 'request') void navigate({ to: '/approvals/$key', params: { key: to.key } });
    else if (to.kind === 'system')
      void navigate({
        to: '/system-users/new',
        state: { create: { partyUuid, systemId: to.systemId } },
      });
  };
  if (asking) {
    return (
      <ConfirmBar
        confirm={t('rights.withdraw.confirm')}
        danger
        busy={finish.isPending && t('common.sending')}
        onBack={() => {
          setAsking(false);
        }}
        onConfirm={() => {
          if (!finish.isPending) finish.mutate({ id: move.id, acceptLess: accepted || move.acceptedLess });
        }}
      >
        {isTest && <b>{t('rights.withdraw.test')} </b>}
        {t.rich('moving.confirm', {
          from: <bdi>{move.from.title}</bdi>,
          to: <bdi>{move.new?.title ?? ''}</bdi>,
          organisation: move.organisation,
        })}
      </ConfirmBar>
    );
  }
  switch (move.step) {
    case 'new_access':
      return (
        <ActionBar>
          <BigButton onClick={goOn}>
            {t(move.to.kind === 'request' ? 'moving.toRequest' : 'moving.toSystem')}
          </BigButton>
          <span className="grow" />
          {stop}
        </ActionBar>
      );
    case 'check':
      return (
        <>
          {check.error && <FailureNotice failure={check.error.failure} compact announce />}
          <ActionBar>
            <BigButton
              busy={check.isPending ? t('moving.checking') : undefined}
              onClick={() => {
                check.mutate({ id: move.id });
              }}
            >
              {t('moving.check')}
            </BigButton>
            <span className="grow" />
            {stop}
          </ActionBar>
        </>
      );
    case 'withdraw':
      return (
        <>
          <WithdrawOutcome failure={finish.error?.failure ?? null} outcome={finish.data?.withdrawal} />
          <ActionBar>
            <BigButton
              ref={first}
              data-color="danger"
              variant="secondary"
              unavailable={mayWithdraw(move, accepted) ? undefined : t('moving.why.less')}
              onClick={() => {
                finish.reset();
                setAsking(true);
              }}
            >
              {t('moving.withdraw')}
            </BigButton>
            <span className="grow" />
            {stop}
          </ActionBar>
        </>
      );
    default:
      return null;
  }
}
