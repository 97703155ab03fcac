import {
  KeyVerticalIcon,
  PadlockLockedIcon,
  PersonCircleIcon,
  ReceiptIcon,
  TrashIcon,
} from '@navikt/aksel-icons';
import type { SecretStorage } from '~/api/generated/surface';
import { Icon, type IconShape } from '~/components/Icon';
import { useWords, type PlainMessageId } from '~/i18n';
import styles from './Stored.module.css';

/** What is kept on the machine, said before one signs in. */
export function Stored({ storage }: { storage: SecretStorage }) {
  const t = useWords();
  const kept: [IconShape, PlainMessageId, PlainMessageId][] = [
    [
      PadlockLockedIcon,
      'sign-in.keep.read',
      storage.kind === 'keyring' ? 'sign-in.keep.readText' : 'sign-in.keep.readMemory',
    ],
    [KeyVerticalIcon, 'sign-in.keep.login', 'sign-in.keep.loginText'],
    [ReceiptIcon, 'sign-in.keep.receipts', 'sign-in.keep.receiptsText'],
    [PersonCircleIcon, 'sign-in.keep.noId', 'sign-in.keep.noIdText'],
    [TrashIcon, 'sign-in.keep.delete', 'sign-in.keep.deleteText'],
  ];
  return (
    <aside aria-labelledby="stored">
      <h2 id="stored" className={styles.title}>
        {t('sign-in.stored')}
      </h2>
      <ul className={styles.keep}>
        {kept.map(([icon, what, how]) => (
          <li key={what}>
            <Icon of={icon} />
            <span>
              <strong>{t(what)}</strong>
              <br />
              <span className="muted">{t(how)}</span>
            </span>
          </li>
        ))}
      </ul>
    </aside>
  );
}
