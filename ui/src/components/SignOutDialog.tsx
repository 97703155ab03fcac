import { Button, Checkbox } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useAct } from '~/api/queries';
import { useWords } from '~/i18n';
import { FailureNotice } from './FailureNotice';
import { Modal } from './Modal';
import styles from './SignOutDialog.module.css';

/** Signs out and deletes: what goes, what stays, and one button that says so. */
export function SignOutDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const [endSession, setEndSession] = useState(false);
  const signOut = useAct('sign_out', { onSuccess: onClose });
  return (
    <Modal title={t('frame.deleteTitle')} onClose={onClose}>
      <div className={styles.body}>
        <p>{t('frame.deletedConfirm')}</p>
        <Checkbox
          label={t('frame.endSession')}
          checked={endSession}
          onChange={(event) => {
            setEndSession(event.target.checked);
          }}
        />
        {signOut.error && <FailureNotice failure={signOut.error.failure} compact announce />}
        <div className={styles.buttons}>
          <Button
            data-color="danger"
            aria-busy={signOut.isPending || undefined}
            onClick={() => {
              signOut.mutate({ endSession, deleteData: true });
            }}
          >
            {signOut.isPending ? t('common.working') : t('frame.deleteConfirm')}
          </Button>
          <Button variant="secondary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
