import { Chip } from '@digdir/designsystemet-react';
import { FilterIcon } from '@navikt/aksel-icons';
import type { MatrixPage } from '~/api/generated/surface';
import { useRead } from '~/api/queries';
import { Flyout } from '~/components/Flyout';
import { Icon } from '~/components/Icon';
import { FilterCount, FilterFoot, FilterPart } from '~/components/menu/FilterParts';
import { useWords } from '~/i18n';
import { countInMenu, deletedChoices, type ClientChoice } from '../choice';
import styles from './FilterMenu.module.css';

/** Filters without a chip of their own: groups, tags, deleted clients, organisation forms. */
export function FilterMenu({
  choice,
  page,
  onChange,
}: {
  choice: ClientChoice;
  page: MatrixPage | undefined;
  onChange: (part: Partial<ClientChoice>) => void;
}) {
  const t = useWords();
  const { data } = useRead('party_groups', {});
  const groups = data?.groups ?? [];
  const count = countInMenu(choice);
  return (
    <Flyout
      className={`ds-chip ${count > 0 ? (styles.on ?? '') : ''}`}
      wide
      trigger={
        <>
          <Icon of={FilterIcon} size="xs" />
          {t('clients.filter.more')}
          {count > 0 && <FilterCount>{count}</FilterCount>}
        </>
      }
    >
      {(close) => (
        <>
          <FilterPart title={t('clients.filter.deleted')}>
            {deletedChoices.map((one) => (
              <Chip.Button
                key={one}
                aria-pressed={choice.deleted === one}
                onClick={() => {
                  onChange({ deleted: one });
                }}
              >
                {t(`clients.filter.deleted.${one}`)}
                {one === 'only' && page && <FilterCount>{page.counts.deleted}</FilterCount>}
              </Chip.Button>
            ))}
          </FilterPart>
          {groups.length > 0 && (
            <FilterPart title={t('clients.filter.group')}>
              {groups.map(({ id, name }) => (
                <Chip.Button
                  key={id}
                  aria-pressed={choice.group === id}
                  onClick={() => {
                    onChange({ group: choice.group === id ? null : id });
                  }}
                >
                  {name}
                </Chip.Button>
              ))}
            </FilterPart>
          )}
          {page && page.tags.length > 0 && (
            <FilterPart title={t('clients.filter.tag')}>
              {page.tags.map(({ tag, clients }) => (
                <Chip.Button
                  key={tag}
                  aria-pressed={choice.tag === tag}
                  onClick={() => {
                    onChange({ tag: choice.tag === tag ? null : tag });
                  }}
                >
                  {tag}
                  <FilterCount>{t.number(clients)}</FilterCount>
                </Chip.Button>
              ))}
            </FilterPart>
          )}
          {page && page.forms.length > 1 && (
            <FilterPart title={t('clients.filter.form')}>
              {page.forms.map(({ form, clients }) => (
                <Chip.Button
                  key={form}
                  aria-pressed={choice.forms.includes(form)}
                  onClick={() => {
                    onChange({
                      forms: choice.forms.includes(form)
                        ? choice.forms.filter((one) => one !== form)
                        : [...choice.forms, form],
                    });
                  }}
                >
                  {form}
                  <FilterCount>{t.number(clients)}</FilterCount>
                </Chip.Button>
              ))}
            </FilterPart>
          )}
          <FilterFoot
            clear={count > 0 ? t('clients.filter.clear') : null}
            onClear={() => {
              onChange({ group: null, tag: null, forms: [], deleted: 'shown' });
            }}
            onClose={close}
          />
        </>
      )}
    </Flyout>
  );
}
