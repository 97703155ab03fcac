import { Checkbox } from '@digdir/designsystemet-react';
import type { HeldItem, Move, MoveComparison, ServiceView } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { Check } from '~/components/Check';
import { FailureNotice } from '~/components/FailureNotice';
import { OwnerMark } from '~/components/OwnerMark';
import { Verbs } from '~/components/rights/Verbs';
import { useDates, useWords } from '~/i18n';
import styles from './Move.module.css';
import { lacks } from './move-view';
import { MovedClients } from './MovedClients';

/** What the old access has and the new one lacks, and the other way round; and the tick that less is meant. */
export function Comparison({
  comparison,
  move,
  accepted,
  onAccept,
}: {
  comparison: MoveComparison;
  move: Move;
  accepted: boolean;
  onAccept: (accepted: boolean) => void;
}) {
  const t = useWords();
  const dates = useDates();
  const check = useAct('check_move');
  const { missing, missingPackages, extra, extraPackages, same, clients, at } = comparison;
  const less = lacks(comparison);
  return (
    <div className={styles.comparison}>
      <div className={styles.compared}>
        <p className="muted sm num">{t('moving.compared', { time: dates.when(at), count: same })}</p>
        {move.step === 'withdraw' && (
          <button
            type="button"
            className="linkButton sm"
            aria-busy={check.isPending || undefined}
            onClick={() => {
              if (!check.isPending) check.mutate({ id: move.id });
            }}
          >
            {t(check.isPending ? 'moving.checking' : 'moving.checkAgain')}
          </button>
        )}
      </div>
      {check.error && <FailureNotice failure={check.error.failure} compact announce />}
      {!less && <Check sort="yes">{t('moving.nothingMissing')}</Check>}
      {missingPackages.length > 0 && (
        <Packages
          title={t('moving.missingPackages', { count: missingPackages.length })}
          packages={missingPackages}
          sort="missing"
        />
      )}
      {missing.length > 0 && (
        <Services title={t('moving.missing', { count: missing.length })} services={missing} sort="missing" />
      )}
      {extra.length > 0 && (
        <Services title={t('moving.extra', { count: extra.length })} services={extra} sort="extra" />
      )}
      {extraPackages.length > 0 && (
        <Packages
          title={t('moving.extraPackages', { count: extraPackages.length })}
          packages={extraPackages}
          sort="extra"
        />
      )}
      {clients && <MovedClients move={move} clients={clients} />}
      {less && move.step === 'withdraw' && !move.acceptedLess && (
        <Checkbox
          label={t('moving.acceptLess')}
          checked={accepted}
          onChange={(event) => {
            onAccept(event.target.checked);
          }}
        />
      )}
    </div>
  );
}

/** Packages that cannot be compared service by service, since the catalogue does not know them. */
function Packages({
  title,
  packages,
  sort,
}: {
  title: string;
  packages: readonly HeldItem[];
  sort: 'missing' | 'extra';
}) {
  return (
    <section className={styles.services} data-sort={sort}>
      <h3>{title}</h3>
      <ul>
        {packages.map(({ id, name }) => (
          <li key={id}>
            <span className="grow">{name}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Services({
  title,
  services,
  sort,
}: {
  title: string;
  services: readonly ServiceView[];
  sort: 'missing' | 'extra';
}) {
  return (
    <section className={styles.services} data-sort={sort}>
      <h3>{title}</h3>
      <ul>
        {services.map((service) => (
          <li key={service.resourceId}>
            <OwnerMark mark={service.ownerMark} />
            <span className="grow">{service.name}</span>
            <Verbs verbs={service.verbs} />
          </li>
        ))}
      </ul>
    </section>
  );
}
