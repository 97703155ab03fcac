import { Button } from '@digdir/designsystemet-react';
import { CheckmarkIcon, ChevronDownIcon } from '@navikt/aksel-icons';
import { Flyout } from '~/components/Flyout';
import { Icon } from '~/components/Icon';
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
        <div role="group" aria-label={t('approvals.sort.label')} className={styles.menu}>
          {orders.map((one) => (
            <Button
              key={one}
              variant="tertiary"
              aria-pressed={one === order}
              onClick={() => {
                onChange(one);
                close();
              }}
            >
              <span className={styles.menuMark}>{one === order && <Icon of={CheckmarkIcon} size="s" />}</span>
              {t(`approvals.sort.${one}`)}
            </Button>
          ))}
        </div>
      )}
    </Flyout>
  );
}
