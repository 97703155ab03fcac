import { Button } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useWords } from '~/i18n';
import { MenuPart } from './Menu';
import styles from './Menu.module.css';

/** Chips under a heading, in a flyout of filters; `above` stands between the two. */
export function FilterPart({
  title,
  above,
  children,
}: {
  title: string;
  above?: ReactNode;
  children: ReactNode;
}) {
  return (
    <MenuPart title={title}>
      {above}
      <div className={styles.choices}>{children}</div>
    </MenuPart>
  );
}

/** How many a filter would leave, or how many filters are on. */
export function FilterCount({ children }: { children: ReactNode }) {
  return <span className={styles.count}>{children}</span>;
}

/** The end of a flyout of filters: away with them, where there are any, and out. */
export function FilterFoot({
  clear,
  onClear,
  onClose,
}: {
  /** Words of the button that clears; null where nothing is to be cleared. */
  clear: string | null;
  onClear: () => void;
  onClose: () => void;
}) {
  const t = useWords();
  return (
    <div className={styles.foot}>
      {clear !== null && (
        <Button variant="tertiary" onClick={onClear}>
          {clear}
        </Button>
      )}
      <Button variant="secondary" onClick={onClose}>
        {t('common.close')}
      </Button>
    </div>
  );
}
