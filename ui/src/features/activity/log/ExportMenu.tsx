import { Button } from '@digdir/designsystemet-react';
import { FileCsvIcon, FileExportIcon, FileTextIcon, PrinterSmallIcon } from '@navikt/aksel-icons';
import { Flyout } from '~/components/Flyout';
import { Icon } from '~/components/Icon';
import { Menu } from '~/components/menu/Menu';
import { useWords } from '~/i18n';
import { useExport } from '../useExport';
import styles from './LogPane.module.css';

/** The whole log, out of the program. */
export function ExportMenu({ onPrint }: { onPrint: () => void }) {
  const t = useWords();
  const write = useExport();
  const choices = [
    {
      icon: FileCsvIcon,
      label: t('activity.export.csv'),
      run: () => {
        write('csv', null);
      },
    },
    {
      icon: FileTextIcon,
      label: t('activity.export.html'),
      run: () => {
        write('html', null);
      },
    },
    { icon: PrinterSmallIcon, label: t('activity.export.print'), run: onPrint },
  ];
  return (
    <Flyout
      className={styles.export}
      placement="bottom-end"
      trigger={
        <>
          <Icon of={FileExportIcon} size="s" />
          {t('activity.export')}
        </>
      }
    >
      {(close) => (
        <Menu>
          {choices.map(({ icon, label, run }) => (
            <Button
              key={label}
              variant="tertiary"
              onClick={() => {
                close();
                run();
              }}
            >
              <Icon of={icon} />
              {label}
            </Button>
          ))}
        </Menu>
      )}
    </Flyout>
  );
}
