import { Button } from '@digdir/designsystemet-react';
import { ExternalLinkIcon } from '@navikt/aksel-icons';
import { useAct } from '~/api/queries';
import { useWords } from '~/i18n';
import { Icon } from '../Icon';
import { useStatus } from '../status/StatusProvider';
import { useFailureAlert } from '../status/useFailureAlert';
import { pageWords, type PageLink } from './altinn-page';
import styles from './OpenPage.module.css';

/** Opens a page at Altinn in the browser, and says so. */
export function useOpenPage(): (text: string) => void {
  const t = useWords();
  const { say } = useStatus();
  const { mutate } = useAct('open_external', {
    onSuccess: () => {
      say({ text: t('approvals.say.handedOff'), icon: ExternalLinkIcon });
    },
    onError: useFailureAlert(),
  });
  return (text) => {
    mutate({ target: { kind: 'altinn_page', text } });
  };
}

/** A pasted link that leads to another page at Altinn: what it is, and the way there. */
export function OpenPage({ link, onOpened }: { link: PageLink; onOpened: () => void }) {
  const t = useWords();
  const open = useOpenPage();
  const { title, text } = pageWords(t, link.page);
  return (
    <div className={styles.page} role="group" aria-label={title}>
      <b>{title}</b>
      <p>{text}</p>
      <Button
        variant="secondary"
        className="xs"
        onClick={() => {
          open(link.text);
          onOpened();
        }}
      >
        <Icon of={ExternalLinkIcon} size="s" />
        {t('common.openAtAltinn')}
      </Button>
    </div>
  );
}
