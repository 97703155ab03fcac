import { useState } from 'react';
import { useWords } from '~/i18n';
import { useCopy } from './copy';
import { useStatus } from './status/StatusProvider';

/** Copies a text, and says so on the button and in the status line. */
export function CopyButton({ text, label, className }: { text: string; label: string; className?: string }) {
  const t = useWords();
  const { say } = useStatus();
  const copy = useCopy();
  const [copied, setCopied] = useState(false);
  return (
    <button
      type="button"
      className={className ?? 'linkButton'}
      onBlur={() => {
        setCopied(false);
      }}
      onClick={() => {
        void copy(text).then((done) => {
          if (!done) return;
          setCopied(true);
          say({ text: t('common.copied') });
        });
      }}
    >
      {copied ? t('common.copied') : label}
    </button>
  );
}
