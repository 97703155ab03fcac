import { ImageIcon, LinkBrokenIcon } from '@navikt/aksel-icons';
import { useWords, type Words } from '~/i18n';
import { Icon } from '../Icon';
import styles from './ContentDocument.module.css';
import { LinkPart } from './LinkPart';
import type { ContentInline, ContentLinkRefusal } from './types';

/** Parts of a line. */
export function Inlines({ inlines }: { inlines: readonly ContentInline[] }) {
  return inlines.map((inline, place) => <Inline key={place} inline={inline} />);
}

function Inline({ inline }: { inline: ContentInline }) {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'strong':
      return (
        <strong>
          <Inlines inlines={inline.inlines} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Inlines inlines={inline.inlines} />
        </em>
      );
    case 'code':
      return <code>{inline.text}</code>;
    case 'link':
      return (
        <LinkPart link={inline.link} inlines={inline.inlines}>
          <Inlines inlines={inline.inlines} />
        </LinkPart>
      );
    case 'refused_link':
      return <RefusedLink inline={inline} />;
    case 'image':
      return <Picture alt={inline.alt} />;
    case 'break':
      return <br />;
  }
}

/** Words that the sender made a link to an address that is not opened, and why. */
function RefusedLink({ inline }: { inline: Extract<ContentInline, { kind: 'refused_link' }> }) {
  const t = useWords();
  return (
    <>
      <Inlines inlines={inline.inlines} />{' '}
      <span className={styles.aside} lang={t.language}>
        <Icon of={LinkBrokenIcon} size="xs" />
        {refusal(t, inline.reason, inline.host)}
      </span>
    </>
  );
}

function refusal(t: Words, reason: ContentLinkRefusal, host: string): string {
  switch (reason) {
    case 'not_secure':
      return t('content.notSecure', { host });
    case 'private_address':
      return t('content.privateAddress', { host });
    case 'credentials':
      return t('content.credentials', { host });
  }
}

/** A picture is never fetched: fetching it would tell its host that the letter is being read. */
function Picture({ alt }: { alt: string | null }) {
  const t = useWords();
  return (
    <span className={styles.picture} lang={t.language}>
      <Icon of={ImageIcon} size="xs" />
      {alt === null ? t('content.image') : t('content.imageOf', { alt })}
    </span>
  );
}
