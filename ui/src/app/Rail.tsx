import {
  Buildings3FillIcon,
  Buildings3Icon,
  CalendarFillIcon,
  CalendarIcon,
  CogFillIcon,
  CogIcon,
  InboxFillIcon,
  InboxIcon,
  KeyVerticalFillIcon,
  KeyVerticalIcon,
  PersonGroupFillIcon,
  PersonGroupIcon,
  ReceiptFillIcon,
  ReceiptIcon,
  SealCheckmarkFillIcon,
  SealCheckmarkIcon,
  TagIcon,
} from '@navikt/aksel-icons';
import { Link, useRouterState } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useRead } from '~/api/queries';
import { Avatar } from '~/components/Avatar';
import { Icon, type IconShape } from '~/components/Icon';
import { useMessageScope, useScope } from '~/components/scope/ScopeProvider';
import { useWords, type PlainMessageId } from '~/i18n';
import styles from './Rail.module.css';

/** One screen in the rail. */
interface Place {
  to:
    | '/approvals'
    | '/deadlines'
    | '/inbox'
    | '/system-users'
    | '/clients'
    | '/organisations'
    | '/activity'
    | '/settings';
  words: PlainMessageId;
  icon: IconShape;
  current: IconShape;
}

/** A folder below the inbox. */
interface Folder {
  to: '/drafts' | '/sent' | '/archive' | '/bin';
  words: PlainMessageId;
}

const first: Place[] = [
  { to: '/approvals', words: 'frame.approvals', icon: SealCheckmarkIcon, current: SealCheckmarkFillIcon },
  { to: '/deadlines', words: 'deadlines.title', icon: CalendarIcon, current: CalendarFillIcon },
  { to: '/inbox', words: 'messages.folder.inbox', icon: InboxIcon, current: InboxFillIcon },
];
const folders: Folder[] = [
  { to: '/drafts', words: 'messages.folder.drafts' },
  { to: '/sent', words: 'messages.folder.sent' },
  { to: '/archive', words: 'messages.folder.archive' },
  { to: '/bin', words: 'messages.folder.bin' },
];
const accesses: Place[] = [
  { to: '/system-users', words: 'frame.systemUsers', icon: KeyVerticalIcon, current: KeyVerticalFillIcon },
  { to: '/clients', words: 'clients.title', icon: PersonGroupIcon, current: PersonGroupFillIcon },
  { to: '/organisations', words: 'frame.organisations', icon: Buildings3Icon, current: Buildings3FillIcon },
];
/** Parts of client administration; shown while one is there. */
const clientViews = ['list', 'jobs', 'templates', 'coverage', 'mine'] as const;
const last: Place[] = [
  { to: '/activity', words: 'frame.activity', icon: ReceiptIcon, current: ReceiptFillIcon },
  { to: '/settings', words: 'frame.settings', icon: CogIcon, current: CogFillIcon },
];

/** How many favourites stand in the rail; the rest are in Virksomheter. */
export const FAVOURITES = 8;

/** The way between the screens. */
export function Rail({ onGo, inMenu = false }: { onGo?: () => void; inMenu?: boolean }) {
  const t = useWords();
  const { scope, setScope, group, setGroup } = useScope();
  const inClients = useRouterState({ select: ({ location }) => location.pathname.startsWith('/clients') });
  const messageScope = useMessageScope();
  const { data: status } = useRead('status', {});
  const { data: counts } = useRead('message_counts', { scope: messageScope }, { keep: true });
  const { data: groups } = useRead('party_groups', {});
  const favourites = useRead('organisations', {
    text: '',
    group: 'favourites',
    offset: 0,
    limit: FAVOURITES,
  });
  const rows = favourites.data?.rows ?? [];
  const waiting = status?.waiting ?? 0;

  /** What stands at the right of a place: how many, for the eye and in words. */
  const countOf = (to: string): { count: number; words: string } | null => {
    const of = {
      '/deadlines': counts && {
        count: counts.deadlines,
        words: t('deadlines.count', { count: counts.deadlines }),
      },
      '/inbox': counts && {
        count: counts.inboxUnread,
        words: t('messages.unread', { count: counts.inboxUnread }),
      },
      '/system-users': status && { count: status.watch, words: t('watch.count', { count: status.watch }) },
      '/drafts': counts && { count: counts.drafts, words: t('messages.count', { count: counts.drafts }) },
    }[to];
    return of && of.count > 0 ? of : null;
  };
  const countMark = (to: string) => {
    const of = countOf(to);
    return (
      of && (
        <span className={styles.count}>
          <span aria-hidden>{t.number(of.count)}</span>
          <span className="vh">{of.words}</span>
        </span>
      )
    );
  };

  const places = (list: Place[]) =>
    list.map(({ to, words, icon, current }) => (
      <Fragment key={to}>
        <li>
          <Link
            to={to}
            className={styles.place}
            activeProps={{ 'aria-current': 'page' }}
            activeOptions={{ exact: to === '/clients' }}
            {...(onGo && { onClick: onGo })}
          >
            {({ isActive }: { isActive: boolean }) => (
              <>
                <span className={styles.tile}>
                  <Icon of={isActive ? current : icon} />
                </span>
                {t(words)}
                {to === '/approvals' && waiting > 0 && (
                  <span className={styles.hot}>
                    <span aria-hidden>{waiting}</span>
                    <span className="vh">{t('frame.waiting', { count: waiting })}</span>
                  </span>
                )}
                {countMark(to)}
              </>
            )}
          </Link>
        </li>
        {to === '/clients' &&
          inClients &&
          clientViews.map((view) => (
            <li key={view}>
              <Link
                to="/clients/$view"
                params={{ view }}
                className={styles.folder}
                activeProps={{ 'aria-current': 'page' }}
                {...(onGo && { onClick: onGo })}
              >
                {t(`clients.view.${view}`)}
              </Link>
            </li>
          ))}
      </Fragment>
    ));

  return (
    <nav
      aria-label={t('frame.nav')}
      className={styles.rail}
      data-menu={inMenu || undefined}
      data-pane
      data-letters="go"
    >
      <ul>
        {places(first)}
        {folders.map(({ to, words }) => (
          <li key={to}>
            <Link
              to={to}
              className={styles.folder}
              activeProps={{ 'aria-current': 'page' }}
              {...(onGo && { onClick: onGo })}
            >
              {t(words)}
              {countMark(to)}
            </Link>
          </li>
        ))}
      </ul>
      <p className={styles.cap} id="rail-accesses">
        {t('frame.accesses')}
      </p>
      <ul aria-labelledby="rail-accesses">{places(accesses)}</ul>
      {rows.length > 0 && (
        <>
          <p className={styles.cap} id="rail-favourites">
            {t('frame.favourites')}
          </p>
          <ul aria-labelledby="rail-favourites" className={styles.favourites}>
            {rows.map(({ partyUuid, name, initials, kind }) => (
              <li key={partyUuid}>
                <button
                  type="button"
                  className={styles.favourite}
                  aria-pressed={scope?.partyUuid === partyUuid}
                  onClick={() => {
                    setScope(scope?.partyUuid === partyUuid ? null : { partyUuid, name, initials, kind });
                    onGo?.();
                  }}
                >
                  <Avatar initials={initials} size="s" kind={kind === 'person' ? 'person' : 'organisation'} />
                  <span className="ell">{name}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {groups && groups.groups.length > 0 && (
        <ul aria-label={t('groups.title')} className={styles.favourites}>
          {groups.groups.map(({ id, name }) => (
            <li key={id}>
              <button
                type="button"
                className={styles.favourite}
                aria-pressed={group?.id === id}
                onClick={() => {
                  setGroup(group?.id === id ? null : { id, name });
                  onGo?.();
                }}
              >
                <Avatar icon={TagIcon} size="s" tint />
                <span className="ell">{name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <ul className={styles.end}>{places(last)}</ul>
    </nav>
  );
}
