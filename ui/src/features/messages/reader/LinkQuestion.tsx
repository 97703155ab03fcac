import { Button, Checkbox } from '@digdir/designsystemet-react';
import { ExternalLinkIcon } from '@navikt/aksel-icons';
import { useCallback, useState } from 'react';
import type { LinkProgram } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import type { ContentLink } from '~/components/content/types';
import { Icon } from '~/components/Icon';
import { Modal } from '~/components/Modal';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import styles from './LinkQuestion.module.css';

/** A link that asks before it leads somewhere. */
type Asked = { href: string } & (
  { program: null; host: string; punycode: string | null } | { program: LinkProgram; to: string }
);

/** Links of a letter: each press asks the core, which may ask the user. */
export interface LetterLinks {
  open: (link: ContentLink) => void;
  asked: Asked | null;
  answer: (yes: boolean, remember: boolean) => void;
}

/** Opens links of a message. */
export function useLetterLinks(id: string): LetterLinks {
  const { alert } = useStatus();
  const sentence = useSentence();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { mutate } = useAct('open_letter_link', {
    onSuccess: (outcome, { href }) => {
      if (outcome.kind === 'ask') setAsked({ ...outcome, href, program: null });
      else setAsked(outcome.kind === 'ask_program' ? { ...outcome, href } : null);
    },
    onError: ({ failure }) => {
      setAsked(null);
      const { what, means } = sentence(failure);
      alert(`${what}. ${means}`);
    },
  });
  const open = useCallback(
    ({ href }: ContentLink) => {
      mutate({ id, href, confirmed: false, remember: false });
    },
    [mutate, id],
  );
  const answer = (yes: boolean, remember: boolean) => {
    if (asked && yes) mutate({ id, href: asked.href, confirmed: true, remember });
    setAsked(null);
  };
  return { open, asked, answer };
}

/** «Åpne x.no i nettleseren?», with the whole host in bold; or whether to write a mail, or to call. */
export function LinkQuestion({ links: { asked, answer } }: { links: LetterLinks }) {
  // A tick is for the host that it was set for: each link is a question of its own.
  return asked && <Question key={asked.href} asked={asked} answer={answer} />;
}

function Question({ asked, answer }: { asked: Asked; answer: LetterLinks['answer'] }) {
  const t = useWords();
  const [remember, setRemember] = useState(false);
  return (
    <Modal
      title={asked.program === null ? t('messages.link.title') : t(`messages.link.${asked.program}.title`)}
      onClose={() => {
        answer(false, false);
      }}
    >
      <div className={styles.question}>
        {asked.program === null ? (
          <>
            <p>{t.rich('messages.link.text', { host: strong(asked.host) })}</p>
            {asked.punycode !== null && (
              <p className="muted">{t('messages.link.punycode', { punycode: asked.punycode })}</p>
            )}
            <p className="mono">{asked.href}</p>
            <Checkbox
              label={t('messages.link.remember')}
              checked={remember}
              onChange={(event) => {
                setRemember(event.target.checked);
              }}
            />
          </>
        ) : (
          <p>{t.rich(`messages.link.${asked.program}.text`, { to: strong(asked.to) })}</p>
        )}
        <div className={styles.buttons}>
          <Button
            onClick={() => {
              answer(true, remember);
            }}
          >
            {t('messages.link.open')}
            <Icon of={ExternalLinkIcon} />
          </Button>
          <Button
            variant="secondary"
            onClick={() => {
              answer(false, false);
            }}
          >
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

const strong = (text: string) => (
  <strong key={text}>
    <bdi>{text}</bdi>
  </strong>
);
