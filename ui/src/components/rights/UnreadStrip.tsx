import { Buildings3Icon } from '@navikt/aksel-icons';
import type { Listing } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import { Notice } from '../Notice';

/** Organisations that the core reads at a time. */
const AT_A_TIME = 100;

/** How many organisations were never read, and a way to read more: a list must not look whole when it is not. */
export function UnreadStrip({ what, unread }: { what: Listing; unread: number }) {
  const t = useWords();
  const sentence = useSentence();
  const { alert } = useStatus();
  const read = useAct('read_on', {
    onError: ({ failure }) => {
      const { what: happened, next } = sentence(failure);
      alert(`${happened}. ${next}`);
    },
  });
  if (unread === 0) return null;
  return (
    <Notice
      icon={Buildings3Icon}
      action={
        <button
          type="button"
          className="linkButton sm"
          aria-busy={read.isPending || undefined}
          onClick={() => {
            if (!read.isPending) read.mutate({ what });
          }}
        >
          {read.isPending
            ? t('rights.unread.reading')
            : t('rights.unread.more', { count: Math.min(AT_A_TIME, unread) })}
        </button>
      }
    >
      {t('rights.unread.text', { count: unread })}
    </Notice>
  );
}
