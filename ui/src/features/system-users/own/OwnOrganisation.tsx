import { Buildings2Icon } from '@navikt/aksel-icons';
import type { OwnOrganisation as Own, SystemUserDetail } from '~/api/generated/surface';
import { useRead } from '~/api/queries';
import { BigButton } from '~/components/BigButton';
import { Check } from '~/components/Check';
import { FailureNotice } from '~/components/FailureNotice';
import { NotRead } from '~/components/NotRead';
import { ownUseWords } from '~/components/review/WorthKnowing';
import { useWhyNotWithdraw } from '~/components/rights/Withdraw';
import { useWords } from '~/i18n';
import styles from '../Access.module.css';

/** Whether a system access for clients acts for the own organisation too, and the first step of changing that. */
export function OwnOrganisation({
  detail: { row, ownUse },
  onChange,
}: {
  detail: SystemUserDetail;
  /** Asks to add (true) or remove; the bar below asks once more. */
  onChange: (add: boolean) => void;
}) {
  const t = useWords();
  // Where it can never be added there is nothing to ask Altinn about.
  const never = ownUse?.kind === 'not_possible' ? ownUse : null;
  const possible = never === null;
  const { data, error, refetch } = useRead(
    'own_organisation',
    { partyUuid: row.partyUuid, id: row.id },
    { enabled: possible },
  );
  return (
    <section className={styles.part} aria-busy={(possible && !data && !error) || undefined}>
      <h2 className="h2">{t('own.title')}</h2>
      {never && <Check sort="info">{ownUseWords(t, never)}</Check>}
      {possible && !data && !error && <p className="muted sm">{t('own.loading')}</p>}
      <NotRead of={{ error, refetch }} compact />
      {data && (
        <State
          own={data}
          organisation={row.organisation}
          onChange={onChange}
          onRetry={() => void refetch()}
        />
      )}
    </section>
  );
}

function State({
  own: { added, ownUse, change, failure },
  organisation,
  onChange,
  onRetry,
}: {
  own: Own;
  organisation: string;
  onChange: (add: boolean) => void;
  onRetry: () => void;
}) {
  const t = useWords();
  const why = useWhyNotWithdraw();
  if (added === null) {
    return failure ? (
      <FailureNotice failure={failure} compact retry={onRetry} />
    ) : (
      <Check sort="info">{t('own.unknown')}</Check>
    );
  }
  const step = (
    <BigButton
      variant="secondary"
      className={styles.small}
      data-step="own"
      unavailable={why(change)}
      onClick={() => {
        onChange(!added);
      }}
    >
      {t(added ? 'own.remove' : 'own.add')}
    </BigButton>
  );
  return (
    <>
      <Check sort={added ? 'yes' : 'info'} {...(!added && { icon: Buildings2Icon })}>
        {t(added ? 'own.added' : 'own.notAdded', { organisation })}
      </Check>
      {!added && ownUse.kind === 'not_possible' ? <Check sort="info">{ownUseWords(t, ownUse)}</Check> : step}
    </>
  );
}
