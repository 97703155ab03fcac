import { Button } from '@digdir/designsystemet-react';
import { useAct } from '~/api/queries';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import styles from './Review.module.css';

/** A new login at the high level, where that is all that lacks. */
export function StepUp() {
  const t = useWords();
  const sentence = useSentence();
  const { alert } = useStatus();
  const act = useAct('sign_in', {
    onError: ({ failure }) => {
      const { what, next } = sentence(failure);
      alert(`${what}. ${next}`);
    },
  });
  return (
    <Button
      variant="secondary"
      className={`xs ${styles.inside}`}
      aria-busy={act.isPending || undefined}
      onClick={() => {
        if (!act.isPending)
          act.mutate({ persona: null, stepUp: true, moreScopes: false, uiLocale: t.language });
      }}
    >
      {t('approvals.who.stepUp')}
    </Button>
  );
}
