import { Button, Input } from '@digdir/designsystemet-react';
import { LinkIcon } from '@navikt/aksel-icons';
import { useId, useState } from 'react';
import type { Ability } from '~/api/generated/surface';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon } from '~/components/Icon';
import { Keys } from '~/components/keys/Keys';
import { OpenPage } from '~/components/links/OpenPage';
import { useLinkIntake } from '~/components/links/LinkIntake';
import { useWords } from '~/i18n';
import { listingWords } from './listing-words';
import styles from './LinkPanel.module.css';

/** How much of a pasted text is shown in the field; all of it goes to the core. */
const SHOWN = 400;

/** The place for a link from the vendor: paste it, and it is read at once. */
export function LinkPanel({ listing }: { listing: Ability | undefined }) {
  const t = useWords();
  const id = useId();
  const [text, setText] = useState('');
  const links = useLinkIntake();
  const add = async (link: string) => {
    setText(link.slice(0, SHOWN));
    // Taken: the field is free for the next one.
    if (await links.add(link)) setText('');
  };
  const why = listing && listingWords(t, listing);
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        if (!links.busy) void add(text);
      }}
    >
      <Icon of={LinkIcon} className={styles.icon} />
      <div className={styles.body}>
        <b id={`${id}-title`}>{t('approvals.link.title')}</b>
        {why !== undefined && <p id={`${id}-why`}>{why}</p>}
        <div className={styles.field}>
          <Input
            type="text"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            aria-label={t('approvals.link.label')}
            aria-describedby={[
              `${id}-title`,
              why !== undefined && `${id}-why`,
              links.failure && `${id}-failure`,
            ]
              .filter(Boolean)
              .join(' ')}
            aria-invalid={links.failure !== null}
            placeholder={t('approvals.link.hint')}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              links.forget();
            }}
            onPaste={(event) => {
              // What is pasted replaces what stood there, and is judged at once: nothing more to press.
              const pasted = event.clipboardData.getData('text');
              event.preventDefault();
              void add(pasted);
            }}
          />
          {text === '' ? (
            <span className={styles.keys}>
              <Keys id="paste" />
            </span>
          ) : (
            <Button type="submit" variant="secondary" className="xs" aria-busy={links.busy || undefined}>
              {links.busy ? t('approvals.link.adding') : t('approvals.link.add')}
            </Button>
          )}
        </div>
        {links.page && (
          <OpenPage
            link={links.page}
            onOpened={() => {
              setText('');
              links.forget();
            }}
          />
        )}
        {links.failure && (
          <div id={`${id}-failure`} className={styles.failure}>
            <FailureNotice failure={links.failure} compact />
          </div>
        )}
      </div>
    </form>
  );
}
