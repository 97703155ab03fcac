import { Button } from '@digdir/designsystemet-react';
import type { Failure } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { useWords } from '~/i18n';

/** The ways out when what is stored cannot be opened. Deleting stands last, and only where keeping would not help. */
export function Recover({ failure }: { failure: Failure }) {
  const t = useWords();
  const recover = useAct('recover_store');
  if (failure.code !== 'store_locked' && failure.code !== 'store_damaged') return null;
  return (
    <>
      <Button
        variant="secondary"
        className="xs"
        aria-busy={recover.isPending || undefined}
        onClick={() => {
          recover.mutate({ how: 'set_aside' });
        }}
      >
        {t('sign-in.recover.aside')}
      </Button>
      <Button
        variant="tertiary"
        data-color="danger"
        className="xs"
        onClick={() => {
          recover.mutate({ how: 'delete' });
        }}
      >
        {t('sign-in.recover.delete')}
      </Button>
    </>
  );
}
