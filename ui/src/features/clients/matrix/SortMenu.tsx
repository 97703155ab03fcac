import { ChevronDownIcon } from '@navikt/aksel-icons';
import { Flyout } from '~/components/Flyout';
import { Icon } from '~/components/Icon';
import { Menu, MenuChoice } from '~/components/menu/Menu';
import { useWords } from '~/i18n';
import { clientSorts, type ClientChoice } from '../choice';

/** In which order the clients stand. */
export function SortMenu({
  choice,
  onChange,
}: {
  choice: ClientChoice;
  onChange: (part: Partial<ClientChoice>) => void;
}) {
  const t = useWords();
  return (
    <Flyout
      className="ds-chip"
      label={t('clients.sort.label')}
      placement="bottom-end"
      trigger={
        <>
          {t(`clients.sort.${choice.sort}`)}
          <Icon of={ChevronDownIcon} size="xs" />
        </>
      }
    >
      {(close) => (
        <Menu label={t('clients.sort.label')}>
          {clientSorts.map((sort) => (
            <MenuChoice
              key={sort}
              chosen={sort === choice.sort}
              onChoose={() => {
                onChange({ sort, descending: false });
                close();
              }}
            >
              {t(`clients.sort.${sort}`)}
            </MenuChoice>
          ))}
          <MenuChoice
            chosen={choice.descending}
            onChoose={() => {
              onChange({ descending: !choice.descending });
              close();
            }}
          >
            {t('clients.sort.descending')}
          </MenuChoice>
        </Menu>
      )}
    </Flyout>
  );
}
