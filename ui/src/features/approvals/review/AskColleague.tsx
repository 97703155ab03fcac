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
  return (
    <CopyMessage
      requestKey={review.key}
      label={t('approvals.who.copy')}
      message={(url) =>
        t('approvals.who.message', {
          vendor: review.vendor.name,
          system: review.system.title,
          organisation: review.organisation.name,
          url,
        })
      }
    />
  );
}

/** The same for a request of which only the link is known. */
export function AskAboutLink({ requestKey }: { requestKey: string }) {
  const t = useWords();
  return (
    <CopyMessage
      requestKey={requestKey}
      label={t('approvals.who.copyLink')}
      message={(url) => t('approvals.who.messageLink', { url })}
    />
  );
}

function CopyMessage({
  requestKey,
  label,
  message,
}: {
  requestKey: string;
  label: string;
  message: (url: string) => string;
}) {
  const t = useWords();
  const host = useHost();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const copy = async () => {
    try {
      const { url } = await host.call('confirm_link', { key: requestKey });
      await copyText(message(url));
      say({ text: t('approvals.who.copied') });
    } catch (reason) {
      const { what, next } = sentence(failureOf(reason));
      alert(`${what}. ${next}`);
    }
  };
  return (
    <button type="button" className={`linkButton ${styles.ask}`} onClick={() => void copy()}>
      {label}
    </button>
  );
}
