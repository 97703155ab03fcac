import { useHost } from '~/api/host';
import type { Review } from '~/api/generated/surface';
import { copyText } from '~/components/CopyButton';
import { useStatus } from '~/components/status/StatusProvider';
import { failureOf, useSentence } from '~/errors';
import { useWords } from '~/i18n';
import styles from './Review.module.css';

/** A ready message with the link, for a colleague who can approve. */
export function AskColleague({ review }: { review: Review }) {
  const t = useWords();
  const host = useHost();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const copy = async () => {
    try {
      const { url } = await host.call('confirm_link', { key: review.key });
      const text = t('approvals.who.message', {
        vendor: review.vendor.name,
        system: review.system.title,
        organisation: review.organisation.name,
        url,
      });
      await copyText(text);
      say({ text: t('approvals.who.copied') });
    } catch (reason) {
      const { what, next } = sentence(failureOf(reason));
      alert(`${what}. ${next}`);
    }
  };
  return (
    <button type="button" className={`linkButton ${styles.ask}`} onClick={() => void copy()}>
      {t('approvals.who.copy')}
    </button>
  );
}
