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

/** The way in for links. */
export interface LinkIntake {
  /** Takes a text with a link; opens the review when it is one. True when it was taken. */
  add: (text: string) => Promise<boolean>;
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
  const { mutateAsync, isPending } = useAct('add_link', {
    onSuccess: ({ key, already }) => {
      setFailure(null);
      say({ text: already ? t('frame.linkAlready') : t('frame.linkAdded'), icon: LinkIcon });
      void navigate({ to: '/approvals/$key', params: { key } });
    },
    onError: (error) => {
      const { what, means, next } = sentence(error.failure);
      setFailure(error.failure);
      alert(`${what}. ${means} ${next}`);
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
      failure,
      busy: isPending,
      forget: () => {
        setFailure(null);
      },
    }),
    [failure, isPending, mutateAsync],
  );

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (isField(event.target) || document.querySelector('dialog:modal')) return;
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
