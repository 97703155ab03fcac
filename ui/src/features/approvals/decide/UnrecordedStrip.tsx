import { ExclamationmarkTriangleIcon } from '@navikt/aksel-icons';
import { useEffect } from 'react';
import { Notice } from '~/components/Notice';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import type { Failed } from './useDecision';

/** Done at Altinn, and not written down here yet: both are said, the first one first. */
export function UnrecordedStrip({ unrecorded: { step, failure } }: { unrecorded: Failed }) {
  const t = useWords();
  const { alert } = useStatus();
  const { what } = useSentence()(failure);
  const lead =
    step === 'approve'
      ? t('approvals.unrecorded.approve')
      : step === 'reject'
        ? t('approvals.unrecorded.reject')
        : t('approvals.unrecorded.forward');
  const rest = t(step === 'forward' ? 'approvals.unrecorded.log' : 'approvals.unrecorded.receipt', { what });
  useEffect(() => {
    alert(`${lead} ${rest}`);
  }, [alert, lead, rest]);
  return (
    <Notice tone="warning" icon={ExclamationmarkTriangleIcon}>
      <strong>{lead}</strong> {rest}
    </Notice>
  );
}
