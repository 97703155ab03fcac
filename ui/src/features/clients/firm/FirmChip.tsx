import { CheckmarkIcon, ChevronDownIcon } from '@navikt/aksel-icons';
import { Avatar } from '~/components/Avatar';
import { Flyout } from '~/components/Flyout';
import { Icon } from '~/components/Icon';
import { OrgNo } from '~/components/OrgNo';
import { useWords } from '~/i18n';
import styles from './FirmChip.module.css';
import type { Firms } from './useFirm';

/** Whose clients are shown; with several firms, the choice of one. */
export function FirmChip({ firms: { answer, firm, choose } }: { firms: Firms }) {
  const t = useWords();
  if (firm === null || (answer?.firms.length ?? 0) < 2) return null;
  return (
    <Flyout
      className="ds-chip scope"
      label={t('clients.firm.label')}
      trigger={
        <>
          <Avatar initials={firm.initials} size="s" />
          <span className="ell">{firm.name}</span>
          <Icon of={ChevronDownIcon} size="xs" />
        </>
      }
    >
      {(close) => (
        <div role="group" aria-label={t('clients.firm.choose')} className={styles.firms}>
          {answer?.firms.map((one) => (
            <button
              key={one.partyUuid}
              type="button"
              className={styles.firm}
              aria-pressed={one.partyUuid === firm.partyUuid}
              onClick={() => {
                choose(one.partyUuid);
                close();
              }}
            >
              <Avatar initials={one.initials} size="s" />
              <span className={styles.words}>
                <span className="ell">{one.name}</span>
                <span className="muted sm num">
                  {one.orgNo !== null && (
                    <>
                      <OrgNo value={one.orgNo} />{' '}
                    </>
                  )}
                  {t('clients.count', { count: one.clients })}
                </span>
              </span>
              {one.partyUuid === firm.partyUuid && <Icon of={CheckmarkIcon} size="s" />}
            </button>
          ))}
        </div>
      )}
    </Flyout>
  );
}
