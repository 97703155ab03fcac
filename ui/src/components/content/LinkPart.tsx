import { ExclamationmarkTriangleIcon } from '@navikt/aksel-icons';
import { useId, type ReactNode } from 'react';
import { useWords } from '~/i18n';
import { Icon } from '../Icon';
import styles from './ContentDocument.module.css';
import { useDrawing } from './drawing';
import type { ContentInline, ContentLink } from './types';
import { wordsOf } from './words';

/**
 * A link with the host it leads to in plain sight, and what to look out for. It never leads there by itself: a press
 * asks the core, which asks the user.
 */
export function LinkPart({
  link,
  inlines,
  children,
}: {
  link: ContentLink;
  inlines: readonly ContentInline[];
  children: ReactNode;
}) {
  const t = useWords();
  const { onOpenLink } = useDrawing();
  const id = useId();
  const isDoubtful = link.cautions.length > 0;
  const isSaid = wordsOf(inlines).trim() === link.shown;
  const showsHost = isDoubtful || !(isSaid || link.ownHost);
  const described = [showsHost && `${id}-host`, isDoubtful && `${id}-caution`].filter(Boolean).join(' ');
  return (
    <>
      <a
        href={link.href}
        rel="noreferrer"
        draggable={false}
        aria-describedby={described === '' ? undefined : described}
        onClick={(event) => {
          event.preventDefault();
          onOpenLink(link);
        }}
        onAuxClick={(event) => {
          // The middle button would open another window.
          event.preventDefault();
        }}
      >
        {children}
      </a>
      {showsHost && (
        <>
          {' '}
          <span id={`${id}-host`} className={styles.aside}>
            {t.rich('content.host', { host: <bdi key="host">{link.shown}</bdi> })}
          </span>
        </>
      )}
      {isDoubtful && (
        <span id={`${id}-caution`} className={styles.caution} lang={t.language}>
          <Icon of={ExclamationmarkTriangleIcon} size="s" />
          <span>
            {link.cautions
              .map((caution) =>
                caution.kind === 'other_host'
                  ? t('content.otherHost', { named: caution.named, host: link.shown })
                  : t('content.lookalike', { host: link.shown }),
              )
              .join(' ')}
          </span>
        </span>
      )}
    </>
  );
}
