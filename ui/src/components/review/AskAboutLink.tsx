import { useHost } from '~/api/host';
import { useCopy } from '~/components/copy';
import { useStatus } from '~/components/status/StatusProvider';
import { useWords } from '~/i18n';
import styles from './Review.module.css';

/** A short message with the link, for a colleague, when only the link is known. */
export function AskAboutLink({ requestKey }: { requestKey: string }) {
  const t = useWords();
  const host = useHost();
  const { say } = useStatus();
  const copy = useCopy();
  const ask = async () => {
    const words = host
      .call('confirm_link', { key: requestKey })
      .then(({ url }) => t('approvals.who.messageLink', { url }));
    if (await copy(words)) say({ text: t('letter.copied') });
  };
  return (
    <button type="button" className={`linkButton ${styles.ask}`} onClick={() => void ask()}>
      {t('approvals.who.copyLink')}
    </button>
  );
}
