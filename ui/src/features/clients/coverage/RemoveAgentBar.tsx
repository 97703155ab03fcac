import { PersonMinusIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import type { Ability, AgentColumn, ClientFirm } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { ActionBar } from '~/components/ActionBar';
import { BigButton } from '~/components/BigButton';
import { ConfirmBar } from '~/components/ConfirmBar';
import { FailureNotice } from '~/components/FailureNotice';
import { useKeptFocus } from '~/components/rights/useKeptFocus';
import { useStatus } from '~/components/status/StatusProvider';
import { useWords } from '~/i18n';
import { whyNotChange } from '../firm/ability-words';

/** Takes a system or a person away from the firm, with all its clients: the consequence is said first. */
export function RemoveAgentBar({
  firm,
  agent,
  change,
  onGone,
}: {
  firm: ClientFirm;
  agent: AgentColumn;
  change: Ability | undefined;
  onGone: () => void;
}) {
  const t = useWords();
  const { say } = useStatus();
  const [asking, setAsking] = useState(false);
  // What was not known here: Altinn says that there are clients after all.
  const [told, setTold] = useState<number | null>(null);
  const clients = told ?? agent.counts.has;
  const place = useKeptFocus(asking ? 'asking' : 'first', 'remove');
  const remove = useAct('remove_agent', {
    onSuccess: (outcome) => {
      if (outcome.kind === 'has_clients') {
        setTold(outcome.clients);
        return;
      }
      say({ text: t('coverage.removed', { agent: agent.title, firm: firm.name }), icon: PersonMinusIcon });
      onGone();
    },
    onError: () => {
      setAsking(false);
    },
  });
  const closed = change && change.way !== 'api' ? t(whyNotChange(change.reason)) : undefined;
  const facts = { agent: agent.title, firm: firm.name, count: clients };
  return (
    <div {...place}>
      {remove.error && <FailureNotice failure={remove.error.failure} compact announce />}
      {asking ? (
        <ConfirmBar
          // Another sentence is another question: it passes over input for a while again.
          key={clients}
          danger
          confirm={t('coverage.removeConfirm')}
          busy={remove.isPending && t('common.sending')}
          onBack={() => {
            setAsking(false);
          }}
          onConfirm={() => {
            if (!remove.isPending)
              remove.mutate({ firm: firm.partyUuid, agent: agent.id, withClients: clients > 0 });
          }}
        >
          {t(clients > 0 ? 'coverage.removeSentence' : 'coverage.removeSentenceNone', facts)}
        </ConfirmBar>
      ) : (
        <ActionBar>
          <BigButton
            variant="secondary"
            data-color="danger"
            data-step="remove"
            unavailable={closed}
            onClick={() => {
              remove.reset();
              setTold(null);
              setAsking(true);
            }}
          >
            {t('coverage.remove')}
          </BigButton>
        </ActionBar>
      )}
    </div>
  );
}
