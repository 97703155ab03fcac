import {
  ChevronDownIcon,
  CogIcon,
  InformationSquareIcon,
  LeaveIcon,
  ShieldLockIcon,
  TrashIcon,
} from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { loginWith } from '~/api/login';
import { useAct, useRead } from '~/api/queries';
import { Avatar } from '~/components/Avatar';
import { Flyout } from '~/components/Flyout';
import { Icon, type IconShape } from '~/components/Icon';
import { SignOutDialog } from '~/components/SignOutDialog';
import { useFailureAlert } from '~/components/status/useFailureAlert';
import { useWords } from '~/i18n';
import topBar from './TopBar.module.css';
import styles from './UserMenu.module.css';

/** Who one is, and the way out. */
export function UserMenu({ bare = false }: { bare?: boolean }) {
  const t = useWords();
  const navigate = useNavigate();
  const { data: session } = useRead('session', {});
  const onError = useFailureAlert();
  const signIn = useAct('sign_in', { onError });
  const signOut = useAct('sign_out', { onError });
  const [deleting, setDeleting] = useState(false);
  const person = session?.person;
  if (!session || !person) return null;

  const item = (icon: IconShape, words: string, run: () => void, close: () => void) => (
    <li>
      <button
        type="button"
        className={styles.item}
        onClick={() => {
          close();
          run();
        }}
      >
        <Icon of={icon} />
        {words}
      </button>
    </li>
  );

  return (
    <>
      <Flyout
        className={topBar.user}
        placement="bottom-end"
        label={bare ? `${t('frame.user')} ${person.name}` : t('frame.user')}
        trigger={
          <>
            <Avatar initials={person.initials} kind="person" {...(!bare && { size: 's' as const })} />
            {!bare && <span className={`ell ${topBar.name ?? ''}`}>{person.name}</span>}
            {!bare && <Icon of={ChevronDownIcon} size="s" />}
          </>
        }
      >
        {(close) => (
          <div className={styles.menu}>
            <p className={styles.who}>
              <strong>{person.name}</strong>
              {session.level !== null && (
                <span className="muted sm">
                  {session.level >= 4 ? t('settings.levelHigh') : t('settings.levelSubstantial')}
                </span>
              )}
            </p>
            <ul>
              {session.level === 3 &&
                session.state.kind === 'signed_in' &&
                item(
                  ShieldLockIcon,
                  t('errors.step.step_up'),
                  () => {
                    signIn.mutate(loginWith(t.language, { stepUp: true }));
                  },
                  close,
                )}
              {item(CogIcon, t('frame.settings'), () => void navigate({ to: '/settings' }), close)}
              {item(InformationSquareIcon, t('frame.about'), () => void navigate({ to: '/about' }), close)}
              {item(
                LeaveIcon,
                t('frame.signOut'),
                () => {
                  signOut.mutate({ endSession: false, deleteData: false });
                },
                close,
              )}
              {item(
                TrashIcon,
                t('frame.signOutDelete'),
                () => {
                  setDeleting(true);
                },
                close,
              )}
            </ul>
          </div>
        )}
      </Flyout>
      {deleting && (
        <SignOutDialog
          onClose={() => {
            setDeleting(false);
          }}
        />
      )}
    </>
  );
}
