import { Alert, Tabs } from '@digdir/designsystemet-react';
import { ArrowsCirclepathIcon, Buildings2Icon, PersonGroupIcon } from '@navikt/aksel-icons';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { SystemUserDetail, SystemUserRow } from '~/api/generated/surface';
import { Avatar } from '~/components/Avatar';
import { Icon } from '~/components/Icon';
import { NewLogin } from '~/components/NewLogin';
import { OrgNo } from '~/components/OrgNo';
import { registerTroubles, registerWords } from '~/components/rights/register-status';
import { NewsContext } from '~/components/rights/news';
import { RightsTree } from '~/components/rights/RightsTree';
import { useOpenClients } from '~/components/useOpenClients';
import { nextSteps, useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';
import styles from './Access.module.css';
import { Approval } from './Approval';
import { History } from './History';
import { MoveNote } from './move/MoveNote';
import { OwnOrganisation } from './own/OwnOrganisation';
import { Technical } from './Technical';
import { Findings } from './watch/Findings';
import { newsOf } from './watch/finding-words';
import { Note } from './watch/Note';
import { ReviewDate } from './watch/ReviewDate';

/** Everything about a system access on one page. */
export function Access({
  detail,
  onOwn,
}: {
  detail: SystemUserDetail;
  /** Asks to add the own organisation (true), or to remove it. */
  onOwn: (add: boolean) => void;
}) {
  const t = useWords();
  const dates = useDates();
  const { row, vendorRegister } = detail;
  const news = useMemo(() => newsOf(row.findings), [row.findings]);
  // The watch says it too, once it has looked; until then the register does.
  const told = row.findings.some(({ kind }) => kind === 'vendor_problem');
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
      <Findings detail={detail} />
      {!told && registerTroubles(vendorRegister) && (
        <Alert data-color="danger" className={styles.alert}>
          <h2>{t('system-users.vendorProblem')}</h2>
          <p>{registerWords(t, dates, vendorRegister)}</p>
        </Alert>
      )}
      <AtCreation detail={detail} />
      <Waiting detail={detail} />
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
              <NewsContext value={news}>
                <RightsTree rights={detail} level={2} />
              </NewsContext>
            </Tabs.Panel>
            <Tabs.Panel value="technical" className={styles.panel}>
              <Technical detail={detail} />
            </Tabs.Panel>
          </Tabs>
        </div>
        <aside className={styles.aside}>
          <Approval detail={detail} />
          {row.kind === 'client' && (
            <>
              <Clients access={row} />
              <OwnOrganisation detail={detail} onChange={onOwn} />
            </>
          )}
          <MoveNote detail={detail} />
          <ReviewDate row={row} />
          <Note detail={detail} />
          <History detail={detail} />
        </aside>
      </div>
    </>
  );
}

/** The clients that it acts for are chosen on a screen of their own. */
function Clients({ access: { partyUuid, id } }: { access: SystemUserRow }) {
  const t = useWords();
  const openClients = useOpenClients();
  return (
    <section className={styles.part}>
      <h2 className="h2">{t('system-users.clients.title')}</h2>
      <button
        type="button"
        className={`linkButton ${styles.receipt}`}
        onClick={() => {
          openClients({ partyUuid, id });
        }}
      >
        <Icon of={PersonGroupIcon} size="s" />
        {t('system-users.clients.choose')}
      </button>
    </section>
  );
}

/** A change of it stands in the queue, or a move of it has begun. */
function Waiting({ detail: { row } }: { detail: SystemUserDetail }) {
  const t = useWords();
  if (row.changeWaits === null) return null;
  return (
    <p className={styles.waiting}>
      <Icon of={ArrowsCirclepathIcon} size="s" />
      <span>{t('system-users.changeWaits')}</span>
      <Link to="/approvals/$key" params={{ key: row.changeWaits }}>
        {t('system-users.changeWaitsLink')}
      </Link>
    </p>
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
