import { useEffect, useState } from 'react';
import { useRead } from '~/api/queries';
import { LinkIntakeProvider } from '~/components/links/LinkIntake';
import { copyPlainNumbers } from '~/components/OrgNo';
import { SignInScreen } from '~/features/sign-in';
import { useShortcut } from '~/components/keys/ShortcutProvider';
import { Frame } from './Frame';
import { HelpDialog } from './HelpDialog';
import styles from './Root.module.css';
import { TestStrip } from './TestStrip';

/** Sign-in, or the frame with the screens: the session decides. */
export function Root() {
  const { data: session } = useRead('session', {});
  const [help, setHelp] = useState(false);
  const openHelp = () => {
    setHelp(true);
  };
  useShortcut('help', openHelp);
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => {
      copyPlainNumbers(event);
    };
    document.addEventListener('copy', onCopy);
    return () => {
      document.removeEventListener('copy', onCopy);
    };
  }, []);
  if (!session) return null;
  const { kind } = session.state;
  // Someone whose data is open stays in the frame while the browser asks again, and while the login has ended.
  const inside =
    kind === 'signed_in' || kind === 'login_needed' || (kind === 'authorizing' && session.person !== null);
  return (
    <>
      {inside ? (
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
