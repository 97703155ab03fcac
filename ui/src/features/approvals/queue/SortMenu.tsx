import { ChevronDownIcon } from '@navikt/aksel-icons';
import { Flyout } from '~/components/Flyout';
import { Icon } from '~/components/Icon';
import { Menu, MenuChoice } from '~/components/menu/Menu';
import { useWords } from '~/i18n';
import type { Order } from './queue-view';
import styles from './Queue.module.css';

const orders: readonly Order[] = ['newest', 'oldest'];

/** In which order the queue stands. */
export function SortMenu({ order, onChange }: { order: Order; onChange: (order: Order) => void }) {
  const t = useWords();
  return (
    <Flyout
      className={styles.sort}
      placement="bottom-end"
      trigger={
        <>
          {t(`approvals.sort.${order}`)}
          <Icon of={ChevronDownIcon} size="s" />
        </>
      }
    >
      {(close) => (
        <Menu label={t('approvals.sort.label')}>
          {orders.map((one) => (
            <MenuChoice
              key={one}
              chosen={one === order}
              onChoose={() => {
                onChange(one);
                close();
              }}
            >
              {t(`approvals.sort.${one}`)}
            </MenuChoice>
          ))}
        </Menu>
      )}
    </Flyout>
  );
}
