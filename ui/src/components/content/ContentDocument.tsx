// Draws what others wrote: the tree that the core made of a letter, element by element. No string of HTML exists here.
import { ExclamationmarkTriangleIcon, ScissorsIcon } from '@navikt/aksel-icons';
import { useMemo } from 'react';
import { useWords } from '~/i18n';
import { Icon, type IconShape } from '../Icon';
import { Blocks } from './Blocks';
import styles from './ContentDocument.module.css';
import { DrawingContext } from './drawing';
import type { ContentLink, ContentTree } from './types';

/**
 * A letter. `lang` is the language that its sender gave it; `firstHeading` is the level below the page's own heading.
 * Links never lead anywhere by themselves: `onOpenLink` asks the core.
 */
export function ContentDocument({
  document,
  lang,
  firstHeading = 3,
  onOpenLink,
}: {
  document: ContentTree;
  lang?: string | undefined;
  firstHeading?: number;
  onOpenLink: (link: ContentLink) => void;
}) {
  const t = useWords();
  const drawing = useMemo(() => ({ firstHeading, onOpenLink }), [firstHeading, onOpenLink]);
  return (
    <DrawingContext value={drawing}>
      <div className={styles.document} lang={lang}>
        <Blocks blocks={document.blocks} />
      </div>
      {document.truncated && <Note icon={ScissorsIcon} text={t('content.truncated')} />}
      {document.omitted && <Note icon={ExclamationmarkTriangleIcon} text={t('content.omitted')} />}
    </DrawingContext>
  );
}

/** What the reader should know about the letter as a whole. */
function Note({ icon, text }: { icon: IconShape; text: string }) {
  return (
    <p className={styles.note}>
      <Icon of={icon} size="s" />
      {text}
    </p>
  );
}
