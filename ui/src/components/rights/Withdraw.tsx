import { ExclamationmarkTriangleIcon, ExternalLinkIcon, HourglassIcon } from '@navikt/aksel-icons';
import type { Ability, AbilityReason, Failure, SystemUserKind, Withdrawal } from '~/api/generated/surface';
import { useSentence } from '~/errors';
import { useWords, type PlainMessageId } from '~/i18n';
import { ConfirmBar } from '../ConfirmBar';
import { FailureNotice } from '../FailureNotice';
import { Notice } from '../Notice';
import type { Consequence } from './useConsequence';

/** What is about to be withdrawn. */
export interface Withdrawable {
  system: string;
  vendor: string;
  organisation: string;
  kind: SystemUserKind;
  /** Distinct services that it holds. */
  count: number;
  /** For clients: what goes with it, as Altinn says now. */
  consequence?: Consequence | null;
}

/** The bar that asks once more, in place, with the consequence. */
export function WithdrawConfirm({
  access: { kind, consequence = null, ...facts },
  ability,
  test,
  busy,
  onConfirm,
  onBack,
}: {
  access: Withdrawable;
  ability: Ability;
  /** In a test environment: said in the sentence, not only by the strip. */
  test: boolean;
  busy: boolean;
  onConfirm: () => void;
  onBack: () => void;
}) {
  const t = useWords();
  const portal = ability.way === 'portal';
  return (
    <ConfirmBar
      confirm={portal ? t('common.openAtAltinn') : t('rights.withdraw.confirm')}
      busy={busy && t('common.sending')}
      danger={!portal}
      onConfirm={onConfirm}
      onBack={onBack}
    >
      {test && <b>{t('rights.withdraw.test')} </b>}
      {portal
        ? t.rich('rights.withdraw.portal', facts)
        : kind === 'client' && consequence?.clients != null
          ? t.rich('rights.withdraw.sentenceClients', {
              ...facts,
              clients: consequence.clients,
              own: consequence.ownOrganisation === true ? 'yes' : 'no',
            })
          : t.rich(kind === 'client' ? 'rights.withdraw.sentenceClient' : 'rights.withdraw.sentence', facts)}
      {kind === 'client' && consequence !== null && consequence.clients === null && (
        <span className="muted"> {t('rights.withdraw.notCounted')}</span>
      )}
    </ConfirmBar>
  );
}

/** What came of it, when it was not simply done. */
export function WithdrawOutcome({
  failure,
  outcome,
}: {
  failure: Failure | null;
  outcome: Withdrawal | undefined;
}) {
  const t = useWords();
  const sentence = useSentence();
  if (failure) return <FailureNotice failure={failure} lead={t('rights.withdraw.failed')} compact announce />;
  if (outcome?.kind === 'unrecorded')
    return (
      <Notice tone="warning" icon={ExclamationmarkTriangleIcon}>
        <strong>{t('rights.withdraw.unrecorded')}</strong>
        <br />
        {t('approvals.unrecorded.receipt', { what: sentence(outcome.failure).what })}
      </Notice>
    );
  if (outcome?.kind === 'unknown')
    return <Notice icon={HourglassIcon}>{t.rich('rights.withdraw.unknown')}</Notice>;
  if (outcome?.kind === 'handed_off')
    return <Notice icon={ExternalLinkIcon}>{t('rights.withdraw.handedOff')}</Notice>;
  return null;
}

const reasons: Partial<Record<AbilityReason, PlainMessageId>> = {
  offline: 'rights.withdraw.why.offline',
  signed_out: 'rights.withdraw.why.signed_out',
  scope_missing: 'rights.withdraw.why.scope_missing',
  consent_refused: 'rights.withdraw.why.consent_refused',
  refused_by_altinn: 'rights.withdraw.why.refused_by_altinn',
  not_access_manager: 'rights.withdraw.why.not_access_manager',
};

/** Why withdrawing cannot be done, in words; nothing when it can. */
export function useWhyNotWithdraw(): (ability: Ability) => string | undefined {
  const t = useWords();
  return ({ way, reason }) =>
    way === 'none' ? t((reason && reasons[reason]) ?? 'rights.withdraw.why.other') : undefined;
}
