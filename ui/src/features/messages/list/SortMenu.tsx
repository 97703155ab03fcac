import { Button } from '@digdir/designsystemet-react';
import { CheckmarkIcon, ChevronDownIcon } from '@navikt/aksel-icons';
import type { MessageSort } from '~/api/generated/surface';
import { Flyout } from '~/components/Flyout';
import { Icon } from '~/components/Icon';
import { useWords } from '~/i18n';
import { sorts } from './list-query';
import styles from './Menus.module.css';

/** In which order the list stands. */
export function SortMenu({ sort, onChange }: { sort: MessageSort; onChange: (sort: MessageSort) => void }) {
  const t = useWords();
  return (
    <Flyout
      className={styles.trigger}
      placement="bottom-end"
      trigger={
        <>
          {t(`messages.sort.${sort}`)}
          <Icon of={ChevronDownIcon} size="s" />
        </>
      }
    >
      {(close) => (
        <div role="group" aria-label={t('messages.sort.label')} className={styles.menu}>
          {sorts.map((one) => (
            <Button
              key={one}
              variant="tertiary"
              aria-pressed={one === sort}
              onClick={() => {
                onChange(one);
                close();
              }}
            >
              <span className={styles.check}>{one === sort && <Icon of={CheckmarkIcon} size="s" />}</span>
              {t(`messages.sort.${one}`)}
            </Button>
          ))}
        </div>
      )}
    </Flyout>
  );
}
