import { Button } from '@digdir/designsystemet-react';
import { ArrowUndoIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { use, useRef, useState } from 'react';
import type { Act, Receipt } from '~/api/generated/surface';
import { useAct, useRead } from '~/api/queries';
import { ActionBar } from '~/components/ActionBar';
import { BigButton } from '~/components/BigButton';
import { moveFocus } from '~/components/focus';
import { Keys } from '~/components/keys/Keys';
import { useKeyboard, useShortcut } from '~/components/keys/ShortcutProvider';
import { ariaKeys } from '~/components/keys/shortcuts';
import { moveOf } from '~/components/moves';
import { nextWaiting } from '~/components/rights/next-request';
import { useConsequence } from '~/components/rights/useConsequence';
import { useWhyNotWithdraw, WithdrawConfirm, WithdrawOutcome } from '~/components/rights/Withdraw';
import { TestContext } from '~/components/ScreenTitle';
import { useFocusAfterAsking } from '~/components/useFocusAfterAsking';
import { useOpenClients } from '~/components/useOpenClients';
import { useStatus } from '~/components/status/StatusProvider';
import { useWords } from '~/i18n';

/** After these the access is there to look at. */
const grants: readonly Act[] = ['approved', 'created', 'changed', 'changed_partly'];

/** What comes after a receipt: the next request, the access itself, or taking it back. */
export function ReceiptBar({ receipt }: { receipt: Receipt }) {
  const t = useWords();
  const keyboard = useKeyboard();
  const navigate = useNavigate();
  const isTest = use(TestContext);
  const { say } = useStatus();
  const why = useWhyNotWithdraw();
  const [asking, setAsking] = useState(false);
  const { counting, consequence, ask } = useConsequence();
  const openClients = useOpenClients();
  const first = useRef<HTMLButtonElement>(null);
  const { review, systemUserId, withdraw: ability, next: left } = receipt;
  const kind = review.kind === 'client' ? 'client' : 'own';
  const { data: queue } = useRead('queue', { partyUuid: null, group: null, refresh: false });
  const { data: moves } = useRead('moves', {});
  const move =
    moves && systemUserId !== null
      ? moveOf(moves.rows, { partyUuid: review.organisation.partyUuid, id: systemUserId })
      : undefined;
  const next = queue && nextWaiting(queue.rows, review.key);

  const withdraw = useAct('withdraw', {
    onSuccess: (outcome) => {
      setAsking(false);
      if (outcome.kind !== 'done') return;
      say({
        text: t('activity.say.withdrawn', {
          system: review.system.title,
          organisation: review.organisation.name,
        }),
        icon: ArrowUndoIcon,
      });
      void navigate({ to: '/activity/$number', params: { number: outcome.receipt } });
    },
    onError: () => {
      setAsking(false);
    },
  });
  useFocusAfterAsking(asking, () => {
    moveFocus(first.current, { preventScroll: true });
  });

  const goNext = () => {
    if (next) void navigate({ to: '/approvals/$key', params: { key: next.key } });
  };
  useShortcut('next', goNext, next !== undefined);

  if (asking && systemUserId !== null && ability !== null) {
    return (
      <WithdrawConfirm
        access={{
          system: review.system.title,
          vendor: review.vendor.name,
          organisation: review.organisation.name,
          kind,
          count: receipt.heldAfter?.serviceCount ?? review.serviceCount,
          consequence,
        }}
        ability={ability}
        test={isTest}
        busy={withdraw.isPending}
        onBack={() => {
          setAsking(false);
        }}
        onConfirm={() => {
          if (!withdraw.isPending)
            withdraw.mutate({ partyUuid: review.organisation.partyUuid, id: systemUserId });
        }}
      />
    );
  }
  return (
    <>
      <WithdrawOutcome failure={withdraw.error?.failure ?? null} outcome={withdraw.data} />
      <ActionBar>
        {left !== null && (
          <Button
            className="cta"
            onClick={() => {
              openClients(left);
            }}
          >
            {t('activity.receipt.chooseClients')}
          </Button>
        )}
        {move && (
          <Button
            className="cta"
            variant="secondary"
            onClick={() => {
              void navigate({
                to: '/system-users/$partyUuid/$id/move',
                params: { partyUuid: move.partyUuid, id: move.from.id },
              });
            }}
          >
            {t('moving.goOn')}
          </Button>
        )}
        {next ? (
          <Button
            className="cta"
            {...(left !== null && { variant: 'secondary' as const })}
            aria-keyshortcuts={ariaKeys('next', keyboard)}
            onClick={goNext}
          >
            {t('activity.receipt.next')} <Keys id="next" />
          </Button>
        ) : (
          <Button
            className="cta"
            {...(left !== null && { variant: 'secondary' as const })}
            onClick={() => {
              void navigate({ to: '/approvals' });
            }}
          >
            {t('activity.receipt.queue')}
          </Button>
        )}
        {grants.includes(receipt.act) && systemUserId !== null && (
          <Button
            className="cta"
            variant="secondary"
            onClick={() => {
              void navigate({
                to: '/system-users/$partyUuid/$id',
                params: { partyUuid: review.organisation.partyUuid, id: systemUserId },
              });
            }}
          >
            {t('activity.receipt.showAccess')}
          </Button>
        )}
        <span className="grow" />
        {ability !== null && systemUserId !== null && (
          <BigButton
            ref={first}
            data-color="danger"
            variant="tertiary"
            unavailable={why(ability)}
            busy={counting ? t('rights.withdraw.counting') : undefined}
            onClick={() => {
              withdraw.reset();
              const go = () => {
                setAsking(true);
              };
              if (kind === 'client') ask({ partyUuid: review.organisation.partyUuid, id: systemUserId }, go);
              else go();
            }}
          >
            {t('rights.withdraw.first')}
          </BigButton>
        )}
      </ActionBar>
    </>
  );
}
