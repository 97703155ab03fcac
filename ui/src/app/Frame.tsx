import { SkipLink } from '@digdir/designsystemet-react';
import { Outlet, useNavigate, useRouter } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useHost } from '~/api/host';
import { useShortcut } from '~/components/keys/ShortcutProvider';
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
import { useRouteFocus } from './useRouteFocus';

/** When the first screen stands and its answers are there, ms. */
const AT_REST = 700;

/** The window when someone is signed in: strips, bars, rail, and the sheet with the screen. */
export function Frame({ onHelp }: { onHelp: () => void }) {
  const t = useWords();
  const navigate = useNavigate();
  const [palette, setPalette] = useState(false);
  const refresh = useRefreshAll();
  useRouteFocus();
  useLargestAhead();

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
  useShortcut('goClients', () => void navigate({ to: '/clients' }));
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
 * Loads the program and the styles of the largest screen ahead, once the first one is at rest, and what it begins with:
 * who goes there sees its rows at once. Nothing is asked of Altinn.
 */
function useLargestAhead(): void {
  const router = useRouter();
  const host = useHost();
  const client = useQueryClient();
  useEffect(() => {
    const load = async () => {
      await router.preloadRoute({ to: '/clients' });
      const { readAhead } = await import('~/features/clients');
      await readAhead(host, client);
    };
    // What could not be read ahead is read, and told of, by the screen itself.
    const timer = window.setTimeout(() => void load().catch(() => undefined), AT_REST);
    return () => {
      window.clearTimeout(timer);
    };
  }, [router, host, client]);
}
