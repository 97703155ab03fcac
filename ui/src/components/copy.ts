// Copying a text, and saying how that went.
import { CommandError, useSentence } from '~/errors';
import { useWords } from '~/i18n';
import { moveFocus } from './focus';
import { useStatus } from './status/StatusProvider';

/** Puts a text on the clipboard; where the engine forbids the new way, by the old one. Rejects when both are refused. */
export async function copyText(text: string | Promise<string>): Promise<void> {
  try {
    await (typeof text === 'string' ? navigator.clipboard.writeText(text) : writeLater(text));
  } catch {
    copyOldWay(await text);
  }
}

/** Writes a text that is still being made: begun within the press, since an engine refuses what comes long after it. */
async function writeLater(text: Promise<string>): Promise<void> {
  if (typeof ClipboardItem === 'undefined') await navigator.clipboard.writeText(await text);
  else {
    const blob = text.then((words) => new Blob([words], { type: 'text/plain' }));
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
  }
}

function copyOldWay(text: string): void {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'vh';
  const before = document.activeElement;
  // Outside an open dialog everything is inert, and cannot be selected.
  ([...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body).append(field);
  field.focus({ preventScroll: true });
  field.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way where the Clipboard API is refused
  const copied = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) moveFocus(before, { preventScroll: true });
  if (!copied) throw new Error('the engine refuses to copy');
}

/** Copies; says why when it fails, and tells whether it did not. */
export function useCopy(): (text: string | Promise<string>) => Promise<boolean> {
  const t = useWords();
  const { alert } = useStatus();
  const sentence = useSentence();
  return async (text) => {
    try {
      await copyText(text);
      return true;
    } catch (reason) {
      if (reason instanceof CommandError) {
        const { what, next } = sentence(reason.failure);
        alert(`${what}. ${next}`);
      } else alert(t('common.notCopied'));
      return false;
    }
  };
}
