import { Button } from '@digdir/designsystemet-react';
import {
  ArrowRightIcon,
  Buildings2Icon,
  CalendarIcon,
  InboxIcon,
  KeyVerticalIcon,
  PersonIcon,
  ReceiptIcon,
  SealCheckmarkIcon,
  StarFillIcon,
  StarIcon,
} from '@navikt/aksel-icons';
import { Link } from '@tanstack/react-router';
import type { OrganisationRow, WaitingMessages } from '~/api/generated/surface';
import { ActionBar } from '~/components/ActionBar';
import { Avatar } from '~/components/Avatar';
import { BigButton } from '~/components/BigButton';
import { Check } from '~/components/Check';
import { FactGrid, type Fact } from '~/components/Facts';
import { Icon, type IconShape } from '~/components/Icon';
import { organisationFacts } from '~/components/organisation-facts';
import { Reader, ReaderColumns, ReaderTitle } from '~/components/Reader';
import { useScope } from '~/components/scope/ScopeProvider';
import { useStatus } from '~/components/status/StatusProvider';
import { waitingWords } from '~/components/waiting-words';
import { useWords } from '~/i18n';
import styles from './OrganisationsScreen.module.css';

/** One actor: what it is, what one may do there, and the ways to its requests and accesses. */
export function OrganisationReader({ row, onStar }: { row: OrganisationRow; onStar: () => void }) {
  const t = useWords();
  const { scope, setScope } = useScope();
  const { say } = useStatus();
  const chosen = scope?.partyUuid === row.partyUuid;
  const party = { partyUuid: row.partyUuid, name: row.name, initials: row.initials, kind: row.kind };
  const kind =
    row.kind === 'person'
      ? t('common.person')
      : row.kind === 'subunit'
        ? row.parentName === null
          ? t('common.subunit')
          : t('organisations.subunitOf', { parent: row.parentName })
        : t('common.mainUnit');
  const facts: Fact[] = [
    ...organisationFacts(t, row),
    {
      label: t('organisations.roles'),
      value: row.roles[0] ?? t('organisations.rolesNone'),
      lines: row.roles.slice(1),
      wide: true,
    },
  ];

  const words = (of: Partial<WaitingMessages>, waiting = 0) =>
    waitingWords(t, { waiting, messages: { unread: 0, due: 0, requiresAttention: 0, ...of } });
  const { unread, due, requiresAttention } = row.messages;
  const requests = words({}, row.waiting);
  const inbox = words({ unread });
  const deadlines = words({ due, requiresAttention });
  const noteOf = (all: string[]) => (all.length > 0 ? all.join(', ') : undefined);

  const way = (
    to: '/approvals' | '/inbox' | '/deadlines' | '/system-users' | '/activity',
    icon: IconShape,
    words: string,
    note?: string,
  ) => (
    <li>
      <Link
        to={to}
        className={styles.way}
        onClick={() => {
          setScope(party);
        }}
      >
        <Icon of={icon} />
        <span className="grow">{words}</span>
        {note !== undefined && <span className="muted sm num">{note}</span>}
        <Icon of={ArrowRightIcon} size="s" />
      </Link>
    </li>
  );

  return (
    <Reader
      actions={
        !row.isHeadingOnly && (
          <ActionBar>
            {chosen ? (
              <>
                <BigButton
                  variant="secondary"
                  onClick={() => {
                    setScope(null);
                    say({ text: t('organisations.nowAll') });
                  }}
                >
                  {t('organisations.chooseAll')}
                </BigButton>
                <Check sort="yes">{t('organisations.chosen')}</Check>
              </>
            ) : (
              <BigButton
                onClick={() => {
                  setScope(party);
                  say({ text: t('organisations.nowShowing', { name: row.name }) });
                }}
              >
                {t('organisations.choose')}
              </BigButton>
            )}
            <span className="grow" />
            <Button className="cta" variant="tertiary" aria-pressed={row.favourite} onClick={onStar}>
              <Icon of={row.favourite ? StarFillIcon : StarIcon} />
              {row.favourite ? t('organisations.unstar') : t('organisations.star')}
            </Button>
          </ActionBar>
        )
      }
    >
      <div className={styles.title}>
        <Avatar initials={row.initials} size="l" kind={row.kind === 'person' ? 'person' : 'organisation'} />
        <ReaderTitle eyebrow={kind} icon={row.kind === 'person' ? PersonIcon : Buildings2Icon}>
          {row.name}
        </ReaderTitle>
      </div>
      <ReaderColumns
        aside={
          row.kind !== 'person' && (
            <section className={styles.part}>
              <h2 className="h2">{t('organisations.canYou')}</h2>
              <Check
                sort={row.accessManager === true ? 'yes' : row.accessManager === false ? 'caution' : 'info'}
              >
                {row.accessManager === true
                  ? t('organisations.isAccessManager')
                  : row.accessManager === false
                    ? t('organisations.notAccessManager')
                    : t('organisations.unknownAccessManager')}
              </Check>
              {row.isDeleted && <Check sort="no">{t('organisations.deleted')}</Check>}
              {row.isHeadingOnly && <Check sort="info">{t('organisations.headingOnlyText')}</Check>}
            </section>
          )
        }
      >
        <FactGrid facts={facts} />
        {!row.isHeadingOnly && (
          <ul className={styles.ways}>
            {way('/approvals', SealCheckmarkIcon, t('organisations.toApprovals'), noteOf(requests))}
            {way('/inbox', InboxIcon, t('organisations.toInbox'), noteOf(inbox))}
            {way('/deadlines', CalendarIcon, t('organisations.toDeadlines'), noteOf(deadlines))}
            {way('/system-users', KeyVerticalIcon, t('organisations.toSystemUsers'))}
            {way('/activity', ReceiptIcon, t('organisations.toActivity'))}
          </ul>
        )}
      </ReaderColumns>
    </Reader>
  );
}
