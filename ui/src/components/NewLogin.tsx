import { Button } from '@digdir/designsystemet-react';
import { loginWith } from '~/api/login';
import { useAct } from '~/api/queries';
import { useFailureAlert } from './status/useFailureAlert';
import { useWords } from '~/i18n';

/** A new login, where that is all that lacks: at the high level, or with what was not asked for before. */
export function NewLogin({
  sort,
  className = '',
}: {
  sort: 'step_up' | 'more_scopes';
  className?: string | undefined;
}) {
  const t = useWords();
  const act = useAct('sign_in', { onError: useFailureAlert() });
  return (
    <Button
      variant="secondary"
      className={`xs ${className}`}
      aria-busy={act.isPending || undefined}
      onClick={() => {
        if (!act.isPending)
          act.mutate(
            loginWith(t.language, { stepUp: sort === 'step_up', moreScopes: sort === 'more_scopes' }),
          );
      }}
    >
      {t(sort === 'step_up' ? 'approvals.who.stepUp' : 'errors.step.more_scopes')}
    </Button>
  );
}
