import { PadlockLockedIcon } from '@navikt/aksel-icons';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useHost } from '~/api/host';
import { invalidateTopics, useRead } from '~/api/queries';
import { Notice } from '~/components/Notice';
import { NotRead } from '~/components/NotRead';
import { useSaid } from '~/components/status/StatusProvider';
import { AttachmentView } from '~/features/messages/viewer/AttachmentView';
import type { Host, Viewed } from '~/host/types';
import { useWords } from '~/i18n';
import { ErrorBoundary } from './ErrorBoundary';
import { Ground, type LoadedWords } from './Ground';
import { isInside } from './inside';
import { TestStrip } from './TestStrip';
import { useFreshForAnother } from './useFreshForAnother';
import { useZoomKeys } from './useZoomKeys';
import styles from './ViewerApp.module.css';

/** The window of one attachment. */
export function ViewerApp({
  host,
  client,
  words,
  viewed,
}: {
  host: Host;
  client: QueryClient;
  words: LoadedWords;
  viewed: Viewed;
}) {
  return (
    <Ground host={host} client={client} words={words}>
      <ErrorBoundary>
        <Viewer viewed={viewed} />
      </ErrorBoundary>
    </Ground>
  );
}

/** The attachment, while the person who opened it is signed in. */
function Viewer({ viewed }: { viewed: Viewed }) {
  const t = useWords();
  useFreshness();
  useZoomKeys();
  useEffect(() => {
    document.title = viewed.name;
  }, [viewed.name]);
  const { data: session, error, refetch } = useRead('session', {});
  useFreshForAnother(session);
  if (!session) return <NotRead of={{ error, refetch }} announce />;
  return (
    <div className={styles.window}>
      <TestStrip leads={false} />
      <main className={styles.sheet}>
        {isInside(session) ? (
          <AttachmentView viewed={viewed} />
        ) : (
          <Notice icon={PadlockLockedIcon}>{t('messages.viewer.signedOut')}</Notice>
        )}
      </main>
      <Said />
    </div>
  );
}

/** Reads again what the core says has changed; nothing of the letter stays after its person has left. */
function useFreshness(): void {
  const host = useHost();
  const client = useQueryClient();
  useEffect(
    () =>
      host.subscribe((event) => {
        if (event.kind === 'changed') void invalidateTopics(client, event.topics);
        if (event.kind === 'restart') window.location.reload();
      }),
    [host, client],
  );
}

/** What was done, and what failed: the two live regions of this window. */
function Said() {
  const { said, alerted } = useSaid();
  const failed = alerted !== null && (said === null || alerted.at > said.at);
  return (
    <footer className={styles.said}>
      <span role="status" hidden={failed}>
        {said?.text}
      </span>
      <span role="alert" className={failed ? undefined : 'vh'}>
        {failed ? alerted.text : null}
      </span>
    </footer>
  );
}
