import { Button } from '@digdir/designsystemet-react';
import type { Failure } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { OrganisationChoice } from '~/components/scope/OrganisationChoice';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import styles from '~/components/review/Review.module.css';

/** Organisations that the core asks at a time. */
const AT_A_TIME = 100;

/** A link names only the request: the person chooses the organisation, or lets more of them be asked. */
export function FindOrganisation({ requestKey, failure }: { requestKey: string; failure: Failure }) {
  const t = useWords();
  const sentence = useSentence();
  const { alert } = useStatus();
  const find = useAct('find_request', {
    onError: ({ failure: why }) => {
      const { organisation } = why.context;
      const { what, next } = sentence(why);
      alert(
        why.code === 'request_not_located' && organisation !== undefined
          ? t('approvals.find.notThere', { organisation })
          : `${what}. ${next}`,
      );
    },
  });
  const left = Number(failure.context.left ?? 0);
  const { organisation } = failure.context;
  const ask = (partyUuid: string | null) => {
    if (!find.isPending) find.mutate({ key: requestKey, partyUuid });
  };
  return (
    <section className={styles.part} aria-busy={find.isPending || undefined}>
      <h2 className="h2">{t('approvals.find.title')}</h2>
      {organisation !== undefined && <p>{t('approvals.find.notThere', { organisation })}</p>}
      <OrganisationChoice
        group="access_manager"
        selectedKey={null}
        onChoose={({ partyUuid }) => {
          ask(partyUuid);
        }}
      />
      {left > 0 && (
        <Button
          variant="secondary"
          className={`cta ${styles.inside}`}
          aria-busy={find.isPending || undefined}
          onClick={() => {
            ask(null);
          }}
        >
          {find.isPending
            ? t('approvals.find.asking')
            : t('approvals.find.more', { count: Math.min(AT_A_TIME, left) })}
        </Button>
      )}
    </section>
  );
}
