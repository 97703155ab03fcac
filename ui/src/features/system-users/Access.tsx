import { Alert, Tabs } from '@digdir/designsystemet-react';
import { Buildings2Icon, PersonGroupIcon } from '@navikt/aksel-icons';
import type { SystemUserDetail } from '~/api/generated/surface';
import { Avatar } from '~/components/Avatar';
import { Icon } from '~/components/Icon';
import { NewLogin } from '~/components/NewLogin';
import { OrgNo } from '~/components/OrgNo';
import { registerTroubles, registerWords } from '~/components/rights/register-status';
import { RightsTree } from '~/components/rights/RightsTree';
import { nextSteps, useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';
import styles from './Access.module.css';
import { Approval } from './Approval';
import { History } from './History';
import { Technical } from './Technical';

/** Everything about a system access on one page. */
export function Access({ detail }: { detail: SystemUserDetail }) {
  const t = useWords();
  const dates = useDates();
  const { row, vendorRegister } = detail;
  return (
    <>
      <div className="eyebrow">
        <Icon of={row.kind === 'client' ? PersonGroupIcon : Buildings2Icon} size="s" />
        <span className="grow">{t(`system-users.eyebrow.${row.kind}`)}</span>
        <span className="num nowrap">{t('common.fetched', { when: dates.when(detail.fetchedAt) })}</span>
      </div>
      <div className={styles.head}>
        <Avatar initials={row.initials} size="l" />
        <div className="grow">
          <h1 className={`h1 ${styles.title}`} tabIndex={-1}>
            <bdi>{row.title}</bdi>
          </h1>
          <p className="muted">
            {t.rich(`system-users.byline.${row.kind}`, {
              vendor: row.vendor,
              number: <OrgNo value={row.vendorOrgNo} />,
              organisation: row.organisation,
            })}
          </p>
        </div>
      </div>
      {registerTroubles(vendorRegister) && (
        <Alert data-color="danger" className={styles.alert}>
          <h2>{t('system-users.vendorProblem')}</h2>
          <p>{registerWords(t, dates, vendorRegister)}</p>
        </Alert>
      )}
      <AtCreation detail={detail} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <Tabs defaultValue="rights">
            <Tabs.List>
              <Tabs.Tab value="rights">
                {t('system-users.tab.rights')} <span className="muted num">{detail.serviceCount}</span>
              </Tabs.Tab>
              <Tabs.Tab value="technical">{t('system-users.tab.technical')}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="rights" className={styles.panel}>
              <RightsTree rights={detail} level={2} />
            </Tabs.Panel>
            <Tabs.Panel value="technical" className={styles.panel}>
              <Technical detail={detail} />
            </Tabs.Panel>
          </Tabs>
        </div>
        <aside className={styles.aside}>
          <Approval detail={detail} />
          <History detail={detail} />
        </aside>
      </div>
    </>
  );
}

/** When what is shown is not what it holds now, that stands first. */
function AtCreation({ detail: { rights } }: { detail: SystemUserDetail }) {
  const t = useWords();
  const sentence = useSentence();
  if (rights.kind === 'current') return null;
  const why = rights.failure === null ? [] : [`${sentence(rights.failure).what}.`];
  const text = [...why, t('system-users.atCreation.text')].join(' ');
  return (
    <Alert data-color="warning" className={styles.alert}>
      <h2>{t('system-users.atCreation.title')}</h2>
      <p>{text}</p>
      {rights.failure && nextSteps[rights.failure.code] === 'more_scopes' && <NewLogin sort="more_scopes" />}
    </Alert>
  );
}
