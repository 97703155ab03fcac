import { useState } from 'react';
import { useWords } from '~/i18n';
import { useStatus } from './status/StatusProvider';

/** Copies a text, and says so on the button and in the status line. */
export function CopyButton({ text, label, className }: { text: string; label: string; className?: string }) {
  const t = useWords();
  const { say } = useStatus();
  const [copied, setCopied] = useState(false);
  return (
    <button
      type="button"
      className={className ?? 'linkButton'}
      onBlur={() => {
        setCopied(false);
      }}
      onClick={() => {
        void copyText(text).then(() => {
          setCopied(true);
          say({ text: t('common.copied') });
        });
      }}
    >
      {copied ? t('common.copied') : label}
    </button>
  );
}

/** Puts a text on the clipboard; where the engine forbids the new way, by the old one. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'vh';
    document.body.append(field);
    field.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way where the Clipboard API is refused
    document.execCommand('copy');
    field.remove();
  }
}
