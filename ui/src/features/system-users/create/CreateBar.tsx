import { ExternalLinkIcon, HourglassIcon, PlusCircleIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { use, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { AbilityReason, Creation } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { ActionBar } from '~/components/ActionBar';
import { BigButton } from '~/components/BigButton';
import { ConfirmBar } from '~/components/ConfirmBar';
import { FailureNotice } from '~/components/FailureNotice';
import { moveFocus } from '~/components/focus';
import { Notice } from '~/components/Notice';
import { TestContext } from '~/components/ScreenTitle';
import { useStatus } from '~/components/status/StatusProvider';
import { useFocusAfterAsking } from '~/components/useFocusAfterAsking';
import { useSentence } from '~/errors';
import { useWords, type Words } from '~/i18n';
import type { ToCreate } from './CreatePane';

/** Setting up: the first press, the sentence that asks once more, and what came of it. */
export function CreateBar({
  creation: { review, create: ability, exists },
  query,
  missing,
  back,
  onChanged,
}: {
  creation: Creation;
  query: ToCreate;
  /** A tick that is still wanted. */
  missing: RefObject<HTMLInputElement | null> | null;
  back: ReactNode;
  /** What is shown no longer holds. */
  onChanged: () => void;
}) {
  const t = useWords();
  const navigate = useNavigate();
  const isTest = use(TestContext);
  const { say } = useStatus();
  const sentence = useSentence();
  const [asking, setAsking] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const names = { system: review.system.title, organisation: review.organisation.name };
  const create = useAct('create_system_user', {
    onSuccess: (outcome) => {
      setAsking(false);
      if (outcome.kind !== 'done') return;
      say({ text: t('creation.say.done', names), icon: PlusCircleIcon });
      void navigate({ to: '/activity/$number', params: { number: outcome.receipt } });
    },
    onError: ({ failure }) => {
      setAsking(false);
      if (failure.code === 'request_changed') onChanged();
    },
  });
  useFocusAfterAsking(asking, () => {
    moveFocus(first.current, { preventScroll: true });
  });
  const facts = {
    system: <bdi>{names.system}</bdi>,
    vendor: review.vendor.name,
    organisation: names.organisation,
  };
  const portal = ability.way === 'portal';

  if (asking) {
    return (
      <ConfirmBar
        confirm={t(portal ? 'common.openAtAltinn' : 'creation.confirm')}
        busy={create.isPending && t('common.sending')}
        onBack={() => {
          setAsking(false);
        }}
        onConfirm={() => {
          if (!create.isPending)
            create.mutate({ ...query, fingerprint: review.fingerprint, acknowledged: missing === null });
        }}
      >
        {isTest && <b>{t('approvals.decide.test')} </b>}
        {portal
          ? t.rich('creation.sentencePortal', facts)
          : t.rich('creation.sentence', { ...facts, count: review.serviceCount })}
      </ConfirmBar>
    );
  }
  const unavailable = exists
    ? t('creation.why.exists')
    : ability.way === 'none'
      ? whyNot(t, ability.reason, names.organisation)
      : undefined;
  const outcome = create.data;
  return (
    <>
      {create.error && (
        <FailureNotice failure={create.error.failure} lead={t('creation.failed')} compact announce />
      )}
      {outcome?.kind === 'unrecorded' && (
        <Notice tone="warning" icon={HourglassIcon}>
          {t.rich('rights.pair', {
            first: <strong>{t('creation.unrecorded')}</strong>,
            second: t('approvals.unrecorded.receipt', { what: sentence(outcome.failure).what }),
          })}
        </Notice>
      )}
      {outcome?.kind === 'handed_off' && (
        <Notice icon={ExternalLinkIcon}>{t('creation.handedOff', names)}</Notice>
      )}
      {outcome?.kind === 'unknown' && (
        <Notice tone="warning" icon={HourglassIcon}>
          {t.rich('creation.unsure')}
        </Notice>
      )}
      <ActionBar>
        <BigButton
          ref={first}
          unavailable={unavailable}
          onClick={() => {
            if (missing && !portal) {
              moveFocus(missing.current);
              missing.current?.scrollIntoView({ block: 'center' });
              return;
            }
            create.reset();
            setAsking(true);
          }}
        >
          {t('creation.first')}
        </BigButton>
        <span className="grow" />
        {back}
      </ActionBar>
    </>
  );
}

function whyNot(t: Words, reason: AbilityReason | null, organisation: string): string {
  switch (reason) {
    case 'offline':
      return t('creation.why.offline');
    case 'not_access_manager':
      return t('approvals.why.not_access_manager', { organisation });
    case 'missing_rights':
      return t('approvals.why.missing_rights');
    case 'signed_out':
    case 'scope_missing':
    case 'consent_refused':
    case 'refused_by_altinn':
      return t(`rights.withdraw.why.${reason === 'signed_out' ? 'other' : reason}`);
    default:
      return t('rights.withdraw.why.other');
  }
}
