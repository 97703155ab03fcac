import { Chip, Textfield } from '@digdir/designsystemet-react';
import { FilterIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import type { Facet, MessageFilter } from '~/api/generated/surface';
import { windowOf, type MessageList } from '~/api/message-rows';
import { useRead } from '~/api/queries';
import { Flyout } from '~/components/Flyout';
import { Icon } from '~/components/Icon';
import { FilterCount, FilterFoot, FilterPart } from '~/components/menu/FilterParts';
import { useWords } from '~/i18n';
import { countInMenu, dues, isFiltered, noFilter, shownFacets, statuses, toggled } from './list-query';
import styles from './Menus.module.css';

/** From so many services on, one searches among them. */
const MANY = 12;

/** The filters that have no chip of their own. */
export function FilterMenu({
  list,
  onChange,
}: {
  list: MessageList;
  onChange: (filter: MessageFilter) => void;
}) {
  const t = useWords();
  const count = countInMenu(list.filter);
  return (
    <Flyout
      className={`${styles.trigger ?? ''} ${count > 0 ? (styles.on ?? '') : ''}`}
      wide
      trigger={
        <>
          <Icon of={FilterIcon} size="s" />
          <span className="vh">{t('messages.filter.more')}</span>
          {count > 0 && <FilterCount>{count}</FilterCount>}
        </>
      }
    >
      {(close) => (
        <>
          <Choices list={list} onChange={onChange} />
          <FilterFoot
            clear={isFiltered(list.filter) ? t('messages.filter.clear') : null}
            onClear={() => {
              onChange(noFilter);
            }}
            onClose={close}
          />
        </>
      )}
    </Flyout>
  );
}

function Choices({ list, onChange }: { list: MessageList; onChange: (filter: MessageFilter) => void }) {
  const t = useWords();
  const { filter } = list;
  // Each choice asks anew, since what is chosen is always among them: what was offered stays until then.
  const { data: facets } = useRead('message_facets', { list: windowOf(list, 0, 0) }, { keep: true });
  const change = (part: Partial<MessageFilter>) => {
    onChange({ ...filter, ...part });
  };
  return (
    <>
      <FilterPart title={t('messages.filter.status')}>
        {statuses.map((status) => (
          <Chip.Button
            key={status}
            aria-pressed={filter.statuses.includes(status)}
            onClick={() => {
              change({ statuses: toggled(filter.statuses, status) });
            }}
          >
            {t(`messages.status.${status}`)}
          </Chip.Button>
        ))}
      </FilterPart>
      <FilterPart title={t('messages.filter.dueHead')}>
        {dues.map((due) => (
          <Chip.Button
            key={due}
            aria-pressed={filter.due === due}
            onClick={() => {
              change({ due: filter.due === due ? null : due });
            }}
          >
            {t(`messages.filter.due.${due}`)}
          </Chip.Button>
        ))}
      </FilterPart>
      <FilterPart title={t('messages.filter.contents')}>
        <Chip.Button
          aria-pressed={filter.attachments}
          onClick={() => {
            change({ attachments: !filter.attachments });
          }}
        >
          {t('messages.filter.attachments')}
        </Chip.Button>
      </FilterPart>
      {facets && (
        <>
          <Facets
            title={t('messages.filter.owner')}
            facets={facets.owners}
            chosen={filter.owners}
            onChange={(owners) => {
              change({ owners });
            }}
          />
          <Facets
            title={t('messages.filter.service')}
            facets={facets.services}
            chosen={filter.services}
            onChange={(services) => {
              change({ services });
            }}
          />
        </>
      )}
    </>
  );
}

/** What the messages hold, most first; the chosen ones always stand there. */
function Facets({
  title,
  facets,
  chosen,
  onChange,
}: {
  title: string;
  facets: readonly Facet[];
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}) {
  const t = useWords();
  const [text, setText] = useState('');
  const shown = shownFacets(facets, chosen, text, MANY);
  if (facets.length === 0) return null;
  const find = t('messages.filter.find', { what: title.toLocaleLowerCase(t.locale) });
  return (
    <FilterPart
      title={title}
      above={
        facets.length > MANY && (
          <div className={styles.name}>
            <Textfield
              type="search"
              aria-label={find}
              placeholder={find}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
              }}
            />
          </div>
        )
      }
    >
      {shown.map(({ id, name, count }) => (
        <Chip.Button
          key={id}
          aria-pressed={chosen.includes(id)}
          onClick={() => {
            onChange(toggled(chosen, id));
          }}
        >
          <span className="ell">{name}</span>
          <FilterCount>{t.number(count)}</FilterCount>
        </Chip.Button>
      ))}
    </FilterPart>
  );
}
