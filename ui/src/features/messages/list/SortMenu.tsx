import { ChevronDownIcon } from '@navikt/aksel-icons';
import type { MessageSort } from '~/api/generated/surface';
import { Flyout } from '~/components/Flyout';
import { Icon } from '~/components/Icon';
import { Menu, MenuChoice } from '~/components/menu/Menu';
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
        <Menu label={t('messages.sort.label')}>
          {sorts.map((one) => (
            <MenuChoice
              key={one}
              chosen={one === sort}
              onChoose={() => {
                onChange(one);
                close();
              }}
            >
              {t(`messages.sort.${one}`)}
            </MenuChoice>
          ))}
        </Menu>
      )}
    </Flyout>
  );
}
