// Links from outside: pasted, dropped or typed, anywhere in the window. One state for all of them, so that the queue's
// panel shows what a paste elsewhere ran into. The text goes to the core as it is; the core alone judges it.
import { useNavigate } from '@tanstack/react-router';
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { LinkIcon } from '@navikt/aksel-icons';
import type { Failure } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import { isField } from '../keys/shortcuts';
import { useStatus } from '../status/StatusProvider';
import { pageLinkOf, pageWords, type PageLink } from './altinn-page';
import { useOpenPage } from './OpenPage';

/** The way in for links. */
export interface LinkIntake {
  /** Takes a text with a link; opens the review when it is one. True when it was taken. */
  add: (text: string) => Promise<boolean>;
  /** The last one leads to another page at Altinn, for the browser. */
  page: PageLink | null;
  /** Why the last one was not taken. */
  failure: Failure | null;
  busy: boolean;
  /** Forgets the failure: the text is being changed. */
  forget: () => void;
}

const IntakeContext = createContext<LinkIntake | null>(null);

/** Takes links for the whole window. */
export function LinkIntakeProvider({ children }: { children: ReactNode }) {
  const t = useWords();
  const navigate = useNavigate();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [page, setPage] = useState<PageLink | null>(null);
  const openPage = useOpenPage();
  const { mutateAsync, isPending } = useAct('add_link', {
    onSuccess: ({ key, already }) => {
      setFailure(null);
      setPage(null);
      say({ text: already ? t('frame.linkAlready') : t('frame.linkAdded'), icon: LinkIcon });
      void navigate({ to: '/approvals/$key', params: { key } });
    },
    onError: ({ failure: why }, { text }) => {
      const link = pageLinkOf(why, text);
      setPage(link);
      if (!link) {
        const { what, means, next } = sentence(why);
        setFailure(why);
        alert(`${what}. ${means} ${next}`);
        return;
      }
      setFailure(null);
      // The queue's panel draws it; wherever else one is, the line says it and has the way.
      say({
        text: t('links.said', { title: pageWords(t, link.page).title }),
        icon: LinkIcon,
        action: {
          label: t('common.openAtAltinn'),
          run: () => {
            openPage(text);
          },
        },
      });
    },
  });
  const intake = useMemo<LinkIntake>(
    () => ({
      add: (text) =>
        isPending
          ? Promise.resolve(false)
          : mutateAsync({ text }).then(
              () => true,
              () => false,
            ),
      page,
      failure,
      busy: isPending,
      forget: () => {
        setPage(null);
        setFailure(null);
      },
    }),
    [page, failure, isPending, mutateAsync],
  );

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      // A screen may have taken it already: organisation numbers are no link.
      if (event.defaultPrevented || isField(event.target) || document.querySelector('dialog:modal')) return;
      event.preventDefault();
      void intake.add(event.clipboardData?.getData('text') ?? '');
    };
    const onDragOver = (event: DragEvent) => {
      event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      const link = event.dataTransfer?.getData('text/uri-list');
      void intake.add(
        link !== undefined && link !== '' ? link : (event.dataTransfer?.getData('text/plain') ?? ''),
      );
    };
    window.addEventListener('paste', onPaste);
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('paste', onPaste);
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('drop', onDrop);
    };
  }, [intake]);

  return <IntakeContext value={intake}>{children}</IntakeContext>;
}

/** The way in for links. */
export function useLinkIntake(): LinkIntake {
  const intake = use(IntakeContext);
  if (!intake) throw new Error('useLinkIntake outside LinkIntakeProvider');
  return intake;
}
