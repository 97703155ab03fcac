import { Button } from '@digdir/designsystemet-react';
import type { ScopeFeature } from '~/api/generated/surface';
import { loginWith } from '~/api/login';
import { useAct } from '~/api/queries';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';

/** Asks for what this part of the program needs, now that it is wanted: ID-porten asks the person. */
export function AskScope({ feature, className = '' }: { feature: ScopeFeature; className?: string }) {
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
      className={className}
      aria-busy={act.isPending || undefined}
      onClick={() => {
        if (!act.isPending) act.mutate(loginWith(t.language, { features: [feature] }));
      }}
    >
      {t('errors.step.more_scopes')}
    </Button>
  );
}
