import { SkipLink } from '@digdir/designsystemet-react';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { moveFocusSoon } from '~/components/focus';
import { useShortcut } from '~/components/keys/ShortcutProvider';
import { isShown } from '~/components/visible';
import { useWords } from '~/i18n';
import { PaletteDialog } from '~/features/palette';
import { Banners } from './Banners';
import { ErrorBoundary } from './ErrorBoundary';
import styles from './Frame.module.css';
import { focusPane } from './panes';
import { Rail } from './Rail';
import { StatusLine } from './StatusLine';
import { TestStrip } from './TestStrip';
import { TopBar } from './TopBar';
import { useRefreshAll } from './useRefreshAll';

/** The window when someone is signed in: strips, bars, rail, and the sheet with the screen. */
export function Frame({ onHelp }: { onHelp: () => void }) {
  const t = useWords();
  const navigate = useNavigate();
  const [palette, setPalette] = useState(false);
  const refresh = useRefreshAll();
  useRouteFocus();

  useShortcut('palette', () => {
    setPalette((open) => !open);
  });
  useShortcut('refresh', refresh);
  useShortcut('nextPane', () => {
    focusPane(1);
  });
  useShortcut('previousPane', () => {
    focusPane(-1);
  });
  useShortcut('goInbox', () => void navigate({ to: '/inbox' }));
  useShortcut('goDeadlines', () => void navigate({ to: '/deadlines' }));
  useShortcut('goApprovals', () => void navigate({ to: '/approvals' }));
  useShortcut('goSystemUsers', () => void navigate({ to: '/system-users' }));
  useShortcut('goOrganisations', () => void navigate({ to: '/organisations' }));
  useShortcut('goActivity', () => void navigate({ to: '/activity' }));

  return (
    <div className={styles.frame}>
      <SkipLink href="#sheet">{t('frame.skip')}</SkipLink>
      <div className={styles.strips}>
        <TestStrip />
        <Banners />
      </div>
      <TopBar
        onPalette={() => {
          setPalette(true);
        }}
      />
      <Rail />
      <main id="sheet" tabIndex={-1} className={styles.sheet}>
        <ErrorBoundary>
          <Outlet />
        </ErrorBoundary>
      </main>
      <StatusLine onHelp={onHelp} />
      {palette && (
        <PaletteDialog
          onClose={() => {
            setPalette(false);
          }}
          onHelp={onHelp}
          onRefresh={refresh}
        />
      )}
    </div>
  );
}

/**
 * Moves the focus when the screen changes: to the screen's h1, so that screen readers say where one is. Opening
 * something within a screen moves the focus only if it would otherwise be lost, or came from elsewhere.
 */
function useRouteFocus(): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname ?? '' });
  const before = useRef('');
  useEffect(() => {
    const screen = (address: string) => address.split('/')[1];
    const last = before.current;
    before.current = path;
    if (path === last || path === '') return;
    return moveFocusSoon(() => {
      const sheet = document.getElementById('sheet');
      const focused = document.activeElement;
      const inSheet = focused !== null && focused !== sheet && sheet?.contains(focused) === true;
      const deep = path.split('/').length > 2;
      if (screen(path) === screen(last) && (inSheet || !deep)) return null;
      const titles = [...(sheet?.querySelectorAll<HTMLElement>('h1') ?? [])].filter(isShown);
      return (deep ? titles.at(-1) : titles[0]) ?? sheet;
    });
  }, [path]);
}
