import { useEffect, useState } from 'react';
import { useRead } from '~/api/queries';
import { LinkIntakeProvider } from '~/components/links/LinkIntake';
import { NotRead } from '~/components/NotRead';
import { copyPlainNumbers } from '~/components/OrgNo';
import { SignInScreen } from '~/features/sign-in';
import { useShortcut } from '~/components/keys/ShortcutProvider';
import { Frame } from './Frame';
import { HelpDialog } from './HelpDialog';
import { isInside } from './inside';
import styles from './Root.module.css';
import { TestStrip } from './TestStrip';
import { useFreshForAnother } from './useFreshForAnother';
import { useZoomKeys } from './useZoomKeys';

/** Sign-in, or the frame with the screens: the session decides. */
export function Root() {
  const { data: session, error, refetch } = useRead('session', {});
  useFreshForAnother(session);
  const [help, setHelp] = useState(false);
  const openHelp = () => {
    setHelp(true);
  };
  useShortcut('help', openHelp);
  useZoomKeys();
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => {
      copyPlainNumbers(event);
    };
    document.addEventListener('copy', onCopy);
    return () => {
      document.removeEventListener('copy', onCopy);
    };
  }, []);
  if (!session) return <NotRead of={{ error, refetch }} announce />;
  return (
    <>
      {isInside(session) ? (
        <LinkIntakeProvider>
          <Frame onHelp={openHelp} />
        </LinkIntakeProvider>
      ) : (
        <div className={styles.outside}>
          <TestStrip />
          <SignInScreen onHelp={openHelp} />
        </div>
      )}
      {help && (
        <HelpDialog
          onClose={() => {
            setHelp(false);
          }}
        />
      )}
    </>
  );
}
