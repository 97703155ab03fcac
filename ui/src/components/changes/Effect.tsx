import type { ChangeView } from '~/api/generated/surface';
import { useDates, useWords } from '~/i18n';
import { bindingOf, countsOf, effectWords, unknownAdditions } from './change-view';
import styles from './Changes.module.css';

const plus = '+';
/** A minus sign as wide as the plus, not a hyphen. */
const minus = '\u2212';

/** What the change comes to, before any list: so many more, so many fewer, so many as they were. */
export function Effect({ change }: { change: ChangeView }) {
  const t = useWords();
  const dates = useDates();
  const { added, removed, unchanged, unseen, systemUser } = change;
  const binding = bindingOf(added);
  const since = systemUser.lastDecided ?? systemUser.created;
  return (
    <section aria-label={effectWords(t, countsOf(change))}>
      <ul className={styles.effect}>
        {unseen.length > 0 && (
          <li data-sort="doubt">
            <b className="num">{t.number(unseen.length)}</b>
            <span>
              <strong>{t('changes.box.unseen', { count: unseen.length })}</strong>
              {unknownAdditions(change).length > 0 && <span>{t('changes.box.unseenWhat')}</span>}
            </span>
          </li>
        )}
        <li data-sort={added.length > 0 ? 'plus' : undefined}>
          <b className="num">
            {added.length > 0 && plus}
            {t.number(added.length)}
          </b>
          <span>
            <strong>{t('changes.box.added', { count: added.length })}</strong>
            {added.length > 0 && (
              <span>
                {binding === null
                  ? t('changes.box.unknown')
                  : t('changes.box.binding', { count: binding, of: added.length })}
              </span>
            )}
          </span>
        </li>
        <li data-sort={removed.length > 0 ? 'minus' : undefined}>
          <b className="num">
            {removed.length > 0 && minus}
            {t.number(removed.length)}
          </b>
          <span>
            <strong>{t('changes.box.removed', { count: removed.length })}</strong>
            {removed.length > 0 && <span>{t('changes.box.atOnce')}</span>}
          </span>
        </li>
        <li>
          <b className="num">{t.number(unchanged.length)}</b>
          <span>
            <strong>{t('changes.box.unchanged', { count: unchanged.length })}</strong>
            {since !== null && <span>{t('changes.box.since', { date: dates.long(since) })}</span>}
          </span>
        </li>
      </ul>
    </section>
  );
}
