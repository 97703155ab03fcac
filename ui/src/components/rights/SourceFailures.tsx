import { ExclamationmarkTriangleIcon } from '@navikt/aksel-icons';
import type { SourceFailure } from '~/api/generated/surface';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import { Notice } from '../Notice';

const named = 3;

/** Which organisations could not be read; the rest of the list stands. */
export function SourceFailures({ failures, onRetry }: { failures: SourceFailure[]; onRetry: () => void }) {
  const t = useWords();
  const sentence = useSentence();
  const first = failures[0];
  if (!first) return null;
  const names = failures.map(({ name }) => name).filter((name) => name !== null);
  const shown = names.slice(0, named);
  if (names.length > named) shown.push(t('rights.failures.more', { count: names.length - named }));
  const text = [
    names.length > 0 && t('rights.failures.some', { count: names.length, names: t.list(shown) }),
    `${sentence(first.failure).what}.`,
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <Notice
      tone="warning"
      icon={ExclamationmarkTriangleIcon}
      action={
        <button type="button" className="linkButton sm" onClick={onRetry}>
          {t('common.retry')}
        </button>
      }
    >
      {text}
    </Notice>
  );
}
