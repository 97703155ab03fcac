import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { startTransition, useEffect, useState, type ReactNode } from 'react';
import type { Language } from '~/api/generated/surface';
import { HostProvider, useHost } from '~/api/host';
import { afterPaint, markOnce } from '~/api/marks';
import { useRead } from '~/api/queries';
import { ShortcutProvider } from '~/components/keys/ShortcutProvider';
import { NarrowBarProvider } from '~/components/NarrowBar';
import { ScopeProvider } from '~/components/scope/ScopeProvider';
import { TestContext } from '~/components/ScreenTitle';
import { StatusProvider } from '~/components/status/StatusProvider';
import type { Host } from '~/host/types';
import { loadCatalogue, WordsProvider, type Catalogue } from '~/i18n';
import { useAppearance, usualSettings } from './appearance';
import { useInputKind } from './useInputKind';

/** A language and its messages. */
export interface LoadedWords {
  language: Language;
  catalogue: Catalogue;
}

/** Everything that the screens stand on, in every window. */
export function Ground({
  host,
  client,
  words,
  children,
}: {
  host: Host;
  client: QueryClient;
  words: LoadedWords;
  children: ReactNode;
}) {
  return (
    <HostProvider host={host}>
      <QueryClientProvider client={client}>
        <WordsOfSettings first={words}>
          <Surroundings>{children}</Surroundings>
        </WordsOfSettings>
      </QueryClientProvider>
    </HostProvider>
  );
}

/** The words of the language in the settings; the old ones stay until the new ones are loaded. */
function WordsOfSettings({ first, children }: { first: LoadedWords; children: ReactNode }) {
  const { data: settings } = useRead('settings', {});
  const [loaded, setLoaded] = useState(first);
  const language = settings?.language ?? first.language;
  useEffect(() => {
    if (language === loaded.language) return;
    let wanted = true;
    void loadCatalogue(language).then((catalogue) => {
      if (wanted) {
        startTransition(() => {
          setLoaded({ language, catalogue });
        });
      }
    });
    return () => {
      wanted = false;
    };
  }, [language, loaded.language]);
  return (
    <WordsProvider language={loaded.language} catalogue={loaded.catalogue}>
      {children}
    </WordsProvider>
  );
}

/** Keys, status, scope: what the frame and the screens share. */
function Surroundings({ children }: { children: ReactNode }) {
  const host = useHost();
  const { data: settings } = useRead('settings', {});
  const { data: app } = useRead('app_info', {});
  useAppearance(settings ?? usualSettings);
  useInputKind();
  useEffect(() => {
    afterPaint(() => {
      markOnce(host, 'ui_ready');
    });
  }, [host]);
  return (
    <TestContext value={app?.environment.isTest ?? false}>
      <ShortcutProvider letters={settings?.letterShortcuts ?? true} mac={app?.platform === 'macos'}>
        <StatusProvider>
          <ScopeProvider>
            <NarrowBarProvider>{children}</NarrowBarProvider>
          </ScopeProvider>
        </StatusProvider>
      </ShortcutProvider>
    </TestContext>
  );
}
