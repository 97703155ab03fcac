// Organisation numbers that are pasted anywhere over the clients.
import { useEffect, useEffectEvent } from 'react';
import { isField } from '~/components/keys/shortcuts';

/** Nine digits, as people write organisation numbers; which of them are clients, the core says. */
const NUMBER = /(?<!\d)\d{3}[\s.]?\d{3}[\s.]?\d{3}(?!\d)/;

/** Takes texts with organisation numbers. Links stay with those who take links, and fields with whoever types there. */
export function usePastedNumbers(take: (text: string) => void): void {
  const taken = useEffectEvent(take);
  useEffect(() => {
    // On the document, so that it comes before the window, where links are taken.
    const onPaste = (event: ClipboardEvent) => {
      if (isField(event.target) || document.querySelector('dialog:modal')) return;
      const text = event.clipboardData?.getData('text') ?? '';
      if (text.includes('://') || !NUMBER.test(text)) return;
      event.preventDefault();
      taken(text);
    };
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('paste', onPaste);
    };
  }, []);
}
