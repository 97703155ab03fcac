import { Textfield } from '@digdir/designsystemet-react';
import { useDeferredValue, useId, useMemo, useState } from 'react';
import { useWords } from '~/i18n';
import { Announce } from '../Announce';
import { PackageSection } from './PackageSection';
import { rightsView, type Rights } from './rights-tree';
import styles from './RightsTree.module.css';
import { summaryWords } from './summary';

/** Everything that a system may do, laid out to be read: no dialogs, nothing behind a page. */
export function RightsTree({
  rights,
  heading,
  level = 3,
}: {
  rights: Rights;
  /** Head of the whole; without it, something else on the page says what this is. */
  heading?: string;
  /** Level of the packages' heads in the page's outline. */
  level?: 2 | 3;
}) {
  const t = useWords();
  const id = useId();
  const [text, setText] = useState('');
  const looking = useDeferredValue(text);
  const [explained, setExplained] = useState(false);
  const view = useMemo(() => rightsView(rights, looking), [rights, looking]);
  const filtering = looking.trim() !== '';
  const hits = filtering ? t('rights.filter.hits', { hits: view.hits }) : '';
  return (
    <div className={styles.rights}>
      <div className={styles.top}>
        <div className="grow">
          {heading !== undefined && <h2 className="h2">{heading}</h2>}
          <p className="muted sm num">{summaryWords(t, rights)}</p>
        </div>
        {rights.serviceCount > 0 && (
          <button
            type="button"
            className={`linkButton sm ${styles.explain}`}
            aria-pressed={explained}
            aria-controls={id}
            onClick={() => {
              setExplained(!explained);
            }}
          >
            {explained ? t('rights.explain.hide') : t('rights.explain.show')}
          </button>
        )}
      </div>
      {view.filterable && (
        <Textfield
          type="search"
          className={styles.filter}
          aria-label={t('rights.filter.label')}
          placeholder={t('rights.filter.label')}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
      )}
      {filtering && view.hits === 0 && (
        <p aria-hidden className="muted">
          {hits}
        </p>
      )}
      <Announce text={hits} />
      {rights.packages.length + rights.services.length === 0 && (
        <p className="muted">{t('rights.nothing')}</p>
      )}
      <div id={id} className={styles.tree}>
        {view.sections.map((section) => (
          <PackageSection key={section.id} section={section} level={level} explained={explained} />
        ))}
      </div>
    </div>
  );
}
