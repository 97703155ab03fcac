import { Button } from '@digdir/designsystemet-react';
import { ArrowUndoIcon, ExternalLinkIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { use, useRef, useState } from 'react';
import type { SystemUserDetail } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { ActionBar } from '~/components/ActionBar';
import { BigButton } from '~/components/BigButton';
import { moveFocus } from '~/components/focus';
import { Icon } from '~/components/Icon';
import { Notice } from '~/components/Notice';
import { useConsequence } from '~/components/rights/useConsequence';
import { useWhyNotWithdraw, WithdrawConfirm, WithdrawOutcome } from '~/components/rights/Withdraw';
import { TestContext } from '~/components/ScreenTitle';
import { useStatus } from '~/components/status/StatusProvider';
import { useFocusAfterAsking } from '~/components/useFocusAfterAsking';
import { useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';
import styles from './WithdrawBar.module.css';

/** Taking an access back: the consequence first, then the button, then once more in place. */
export function WithdrawBar({ detail }: { detail: SystemUserDetail }) {
  const t = useWords();
  const dates = useDates();
  const navigate = useNavigate();
  const isTest = use(TestContext);
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const why = useWhyNotWithdraw();
  const [asking, setAsking] = useState(false);
  const { counting, consequence, ask } = useConsequence();
  const first = useRef<HTMLButtonElement>(null);
  const { row, withdraw: ability, serviceCount } = detail;
  const names = { system: row.title, organisation: row.organisation };

  const withdraw = useAct('withdraw', {
    onSuccess: (outcome) => {
      setAsking(false);
      if (outcome.kind !== 'done') return;
      say({ text: t('system-users.say.withdrawn', names), icon: ArrowUndoIcon });
      void navigate({ to: '/activity/$number', params: { number: outcome.receipt } });
    },
    onError: () => {
      setAsking(false);
    },
  });
  const open = useAct('open_external', {
    onError: ({ failure }) => {
      const { what, next } = sentence(failure);
      alert(`${what}. ${next}`);
    },
  });
  useFocusAfterAsking(asking, () => {
    moveFocus(first.current, { preventScroll: true });
  });

  if (asking) {
    return (
      <WithdrawConfirm
        access={{ ...names, vendor: row.vendor, kind: row.kind, count: serviceCount, consequence }}
        ability={ability}
        test={isTest}
        busy={withdraw.isPending}
        onBack={() => {
          setAsking(false);
        }}
        onConfirm={() => {
          if (!withdraw.isPending) withdraw.mutate({ partyUuid: row.partyUuid, id: row.id });
        }}
      />
    );
  }
  const blocked = why(ability);
  const warning = [
    t(row.kind === 'client' ? 'rights.withdraw.consequenceClient' : 'rights.withdraw.consequence', {
      system: row.title,
      count: serviceCount,
    }),
    ability.way === 'portal' && t('rights.withdraw.portalHint'),
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <>
      <WithdrawOutcome failure={withdraw.error?.failure ?? null} outcome={withdraw.data} />
      {detail.withdrawing !== null && withdraw.data?.kind !== 'handed_off' && (
        <Notice icon={ExternalLinkIcon}>
          {t('rights.withdraw.observing', { time: dates.clock(detail.withdrawing) })}
        </Notice>
      )}
      <ActionBar>
        <div className={styles.consequence}>
          <strong>{t('rights.withdraw.title')}</strong>
          <p className="muted sm">{warning}</p>
        </div>
        <Button
          variant="tertiary"
          onClick={() => {
            open.mutate({ target: { kind: 'system_users' } });
          }}
        >
          <Icon of={ExternalLinkIcon} />
          {t('common.openAtAltinn')}
        </Button>
        <BigButton
          ref={first}
          data-color="danger"
          variant="secondary"
          unavailable={blocked}
          busy={counting ? t('rights.withdraw.counting') : undefined}
          onClick={() => {
            withdraw.reset();
            const go = () => {
              setAsking(true);
            };
            if (row.kind === 'client') ask({ partyUuid: row.partyUuid, id: row.id }, go);
            else go();
          }}
        >
          {t('rights.withdraw.first')}
        </BigButton>
      </ActionBar>
    </>
  );
}
