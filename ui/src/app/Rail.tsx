import {
  Buildings3FillIcon,
  Buildings3Icon,
  CogFillIcon,
  CogIcon,
  KeyVerticalFillIcon,
  KeyVerticalIcon,
  ReceiptFillIcon,
  ReceiptIcon,
  SealCheckmarkFillIcon,
  SealCheckmarkIcon,
} from '@navikt/aksel-icons';
import { Link } from '@tanstack/react-router';
import { useRead } from '~/api/queries';
import { Avatar } from '~/components/Avatar';
import { Icon, type IconShape } from '~/components/Icon';
import { useScope } from '~/components/scope/ScopeProvider';
import { useWords, type PlainMessageId } from '~/i18n';
import styles from './Rail.module.css';

/** One screen in the rail. */
interface Place {
  to: '/approvals' | '/system-users' | '/organisations' | '/activity' | '/settings';
  words: PlainMessageId;
  icon: IconShape;
  current: IconShape;
}

const first: Place[] = [
  { to: '/approvals', words: 'frame.approvals', icon: SealCheckmarkIcon, current: SealCheckmarkFillIcon },
];
const accesses: Place[] = [
  { to: '/system-users', words: 'frame.systemUsers', icon: KeyVerticalIcon, current: KeyVerticalFillIcon },
  { to: '/organisations', words: 'frame.organisations', icon: Buildings3Icon, current: Buildings3FillIcon },
];
const last: Place[] = [
  { to: '/activity', words: 'frame.activity', icon: ReceiptIcon, current: ReceiptFillIcon },
  { to: '/settings', words: 'frame.settings', icon: CogIcon, current: CogFillIcon },
];

/** How many favourites stand in the rail; the rest are in Virksomheter. */
const FAVOURITES = 8;

/** The way between the screens. */
export function Rail({ onGo, inMenu = false }: { onGo?: () => void; inMenu?: boolean }) {
  const t = useWords();
  const { scope, setScope } = useScope();
  const { data: status } = useRead('status', {});
  const favourites = useRead('organisations', {
    text: '',
    group: 'favourites',
    offset: 0,
    limit: FAVOURITES,
  });
  const rows = favourites.data?.rows ?? [];
  const waiting = status?.waiting ?? 0;

  const places = (list: Place[]) =>
    list.map(({ to, words, icon, current }) => (
      <li key={to}>
        <Link
          to={to}
          className={styles.place}
          activeProps={{ 'aria-current': 'page' }}
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
            </>
          )}
        </Link>
      </li>
    ));

  return (
    <nav
      aria-label={t('frame.nav')}
      className={styles.rail}
      data-menu={inMenu || undefined}
      data-pane
      data-letters
    >
      <ul>{places(first)}</ul>
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
                    setScope(scope?.partyUuid === partyUuid ? null : { partyUuid, name, initials });
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
      <ul className={styles.end}>{places(last)}</ul>
    </nav>
  );
}
