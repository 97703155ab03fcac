import { Button } from '@digdir/designsystemet-react';
import { ArrowUndoIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { use, useEffect, useRef, useState } from 'react';
import type { Receipt } from '~/api/generated/surface';
import { useAct, useRead } from '~/api/queries';
import { ActionBar } from '~/components/ActionBar';
import { BigButton } from '~/components/BigButton';
import { moveFocus } from '~/components/focus';
import { Keys } from '~/components/keys/Keys';
import { useShortcut } from '~/components/keys/ShortcutProvider';
import { nextWaiting } from '~/components/rights/next-request';
import { useWhyNotWithdraw, WithdrawConfirm, WithdrawOutcome } from '~/components/rights/Withdraw';
import { TestContext } from '~/components/ScreenTitle';
import { useStatus } from '~/components/status/StatusProvider';
import { useWords } from '~/i18n';

/** What comes after a receipt: the next request, the access itself, or taking it back. */
export function ReceiptBar({ receipt }: { receipt: Receipt }) {
  const t = useWords();
  const navigate = useNavigate();
  const isTest = use(TestContext);
  const { say } = useStatus();
  const why = useWhyNotWithdraw();
  const [asking, setAsking] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  const { review, systemUserId, withdraw: ability } = receipt;
  const { data: queue } = useRead('queue', { partyUuid: null, refresh: false });
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
  useEffect(() => {
    if (wasAsking.current && !asking) moveFocus(first.current, { preventScroll: true });
    wasAsking.current = asking;
  }, [asking]);

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
          kind: review.kind === 'client' ? 'client' : 'own',
          count: review.serviceCount,
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
        {next ? (
          <Button className="cta" aria-keyshortcuts="N" onClick={goNext}>
            {t('activity.receipt.next')} <Keys id="next" />
          </Button>
        ) : (
          <Button
            className="cta"
            onClick={() => {
              void navigate({ to: '/approvals' });
            }}
          >
            {t('activity.receipt.queue')}
          </Button>
        )}
        {receipt.act === 'approved' && systemUserId !== null && (
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
            onClick={() => {
              withdraw.reset();
              setAsking(true);
            }}
          >
            {t('rights.withdraw.first')}
          </BigButton>
        )}
      </ActionBar>
    </>
  );
}
