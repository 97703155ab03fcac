import { Button, Checkbox } from '@digdir/designsystemet-react';
import { ExternalLinkIcon } from '@navikt/aksel-icons';
import { useCallback, useState } from 'react';
import { useAct } from '~/api/queries';
import type { ContentLink } from '~/components/content/types';
import { Icon } from '~/components/Icon';
import { Modal } from '~/components/Modal';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import styles from './LinkQuestion.module.css';

/** A link that asks before it leads somewhere. */
interface Asked {
  href: string;
  host: string;
  punycode: string | null;
}

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
      setAsked(outcome.kind === 'ask' ? { href, host: outcome.host, punycode: outcome.punycode } : null);
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

/** «Åpne x.no i nettleseren?», with the whole host in bold. */
export function LinkQuestion({ links: { asked, answer } }: { links: LetterLinks }) {
  const t = useWords();
  const [remember, setRemember] = useState(false);
  if (!asked) return null;
  return (
    <Modal
      title={t('messages.link.title')}
      onClose={() => {
        answer(false, false);
      }}
    >
      <div className={styles.question}>
        <p>
          {t.rich('messages.link.text', {
            host: (
              <strong key="host">
                <bdi>{asked.host}</bdi>
              </strong>
            ),
          })}
        </p>
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
