import {
  ChevronDownIcon,
  ExclamationmarkTriangleFillIcon,
  InformationSquareIcon,
  MinusCircleFillIcon,
  MinusIcon,
  PlusCircleFillIcon,
  PlusIcon,
} from '@navikt/aksel-icons';
import { useId } from 'react';
import type { ChangedService, ChangeView, UnseenPackage } from '~/api/generated/surface';
import { Check } from '~/components/Check';
import { Icon } from '~/components/Icon';
import { OwnerMark } from '~/components/OwnerMark';
import { ServiceText } from '~/components/rights/ServiceRow';
import { useOpen } from '~/components/rights/useOpen';
import { Verbs } from '~/components/rights/Verbs';
import { useWords } from '~/i18n';
import { byWords, mootWords, stayingWords, unseenWords } from './change-view';
import styles from './Changes.module.css';

/** What comes, what goes, and, folded, what stays; first of all packages of which no service can be told: each said in words, the colour only repeats them. */
export function Diff({ change, heading }: { change: ChangeView; heading: string }) {
  const t = useWords();
  const id = useId();
  const [open, toggle] = useOpen(false);
  const { added, removed, unchanged, unseen, moot } = change;
  const notes = [...moot.map((item) => mootWords(t, item)), ...stayingWords(t, unchanged)];
  return (
    <div className={styles.diff}>
      <h2 className="h2">{heading}</h2>
      <div className={styles.frame}>
        {unseen.length > 0 && (
          <section>
            <h3 className={styles.head}>
              <Icon of={ExclamationmarkTriangleFillIcon} className={styles.doubt} />
              <span>{t('changes.group.unseen', { count: unseen.length })}</span>
            </h3>
            <ul>
              {unseen.map((one) => (
                <UnseenRow key={`${String(one.add)} ${one.urn}`} of={one} />
              ))}
            </ul>
          </section>
        )}
        {added.length > 0 && (
          <section>
            <h3 className={styles.head}>
              <Icon of={PlusCircleFillIcon} className={styles.plus} />
              <span>
                {t('changes.group.added')} <Count of={added} />
              </span>
            </h3>
            <ul>
              {added.map((one) => (
                <ChangedRow key={one.service.resourceId} sort="added" of={one} />
              ))}
            </ul>
          </section>
        )}
        {removed.length > 0 && (
          <section>
            <h3 className={styles.head}>
              <Icon of={MinusCircleFillIcon} className={styles.minus} />
              <span>
                {t('changes.group.removed')} <Count of={removed} />
              </span>
            </h3>
            <ul>
              {removed.map((one) => (
                <ChangedRow key={one.service.resourceId} sort="removed" of={one} />
              ))}
            </ul>
          </section>
        )}
        {unchanged.length > 0 && (
          <section>
            <h3 className={styles.heading}>
              <button
                type="button"
                className={styles.head}
                aria-expanded={open}
                aria-controls={id}
                onClick={toggle}
              >
                <Icon of={ChevronDownIcon} size="s" className={styles.chevron} />
                <span>
                  {t('changes.group.unchanged')} <Count of={unchanged} />
                </span>
              </button>
            </h3>
            <ul id={id} hidden={!open}>
              {open &&
                unchanged.map((one) => <ChangedRow key={one.service.resourceId} sort="unchanged" of={one} />)}
            </ul>
          </section>
        )}
        {added.length + removed.length + unchanged.length + unseen.length === 0 && (
          <p className={styles.nothing}>{t('changes.nothing')}</p>
        )}
      </div>
      {notes.map((note) => (
        <Check key={note} sort="info" icon={InformationSquareIcon}>
          {note}
        </Check>
      ))}
    </div>
  );
}

/** A package that is not opened up: whether it comes or goes, and what is known of it. */
function UnseenRow({ of }: { of: UnseenPackage }) {
  const t = useWords();
  return (
    <li className={styles.unseen} data-sort={of.add ? 'added' : 'removed'}>
      <Icon of={of.add ? PlusIcon : MinusIcon} size="s" className={of.add ? styles.plus : styles.minus} />
      <span className={styles.names}>
        <span className={styles.name}>{of.name}</span>
        <span className={styles.by}>{unseenWords(t, of)}</span>
      </span>
    </li>
  );
}

function Count({ of }: { of: readonly ChangedService[] }) {
  const t = useWords();
  return <span className={styles.count}>{t('rights.services', { count: of.length })}</span>;
}

const ways = { added: 'comes', removed: 'leaves', unchanged: 'stays' } as const;

/** One service: what it is, by what it comes or goes, and what may be done with it; opened, what that permits. */
function ChangedRow({ sort, of: { service, through } }: { sort: keyof typeof ways; of: ChangedService }) {
  const t = useWords();
  const id = useId();
  const [open, toggle] = useOpen(false);
  return (
    <li className={styles.service} data-sort={sort}>
      <button type="button" className={styles.row} aria-expanded={open} aria-controls={id} onClick={toggle}>
        {sort === 'unchanged' ? (
          <span />
        ) : (
          <Icon
            of={sort === 'added' ? PlusIcon : MinusIcon}
            size="s"
            className={sort === 'added' ? styles.plus : styles.minus}
          />
        )}
        <OwnerMark mark={service.ownerMark} />
        <span className={styles.names}>
          {/* The group's head says it once for the eye; a row reached by itself says it again. */}
          {sort !== 'unchanged' && <span className="vh">{t(`changes.spoken.${sort}`)} </span>}
          <span className={styles.name}>{service.name}</span>
          <span className={styles.by}>{byWords(t, ways[sort], through)}</span>
        </span>
        <Verbs verbs={service.verbs} plain={sort === 'removed'} />
      </button>
      <div id={id} hidden={!open} className={styles.what}>
        {open && <ServiceText service={service} />}
      </div>
    </li>
  );
}
