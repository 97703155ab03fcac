import type { QueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { Host } from '~/host/types';
import { ErrorBoundary } from './ErrorBoundary';
import { EventListener } from './EventListener';
import { Ground, type LoadedWords } from './Ground';
import type { AppRouter } from './router';

/** The main window. */
export function App({
  host,
  client,
  router,
  words,
}: {
  host: Host;
  client: QueryClient;
  router: AppRouter;
  words: LoadedWords;
}) {
  return (
    <Ground host={host} client={client} words={words}>
      <EventListener router={router} />
      <ErrorBoundary>
        <RouterProvider router={router} />
      </ErrorBoundary>
    </Ground>
  );
}
