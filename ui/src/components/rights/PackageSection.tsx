import { Tag } from '@digdir/designsystemet-react';
import { ChevronDownIcon, QuestionmarkCircleIcon, XMarkOctagonIcon } from '@navikt/aksel-icons';
import { useId } from 'react';
import type { PackageView } from '~/api/generated/surface';
import { useDates, useWords } from '~/i18n';
import { CueTag } from '../Cue';
import { Icon } from '../Icon';
import { FoldedLine } from './FoldedLine';
import { newsFirst, useNews } from './news';
import { OwnerRow } from './OwnerRow';
import type { RightsSection } from './rights-tree';
import styles from './RightsTree.module.css';
import { ServiceRow } from './ServiceRow';
import { useOpen } from './useOpen';

/** A package and its services, or the single services together. */
export function PackageSection({
  section,
  level,
  explained,
}: {
  section: RightsSection;
  /** Level of the head in the page's outline. */
  level: 2 | 3;
  explained: boolean;
}) {
  const t = useWords();
  const id = useId();
  const [open, toggle] = useOpen(true);
  const Heading = level === 2 ? 'h2' : 'h3';
  const news = useNews();
  const { of, owners } = section;
  const services = newsFirst(section.services, news);
  const dates = useDates();
  const came = of === null ? undefined : news.get(of.urn);
  const fresh = services.filter(({ resourceId }) => news.has(resourceId)).length;
  // A package is granted whole, so its head says it; single services say it one by one.
  const marked = of === null;
  return (
    <section className={styles.package}>
      <Heading className={styles.heading}>
        <button
          type="button"
          className={styles.packageHead}
          aria-expanded={open}
          aria-controls={id}
          onClick={toggle}
        >
          <Icon of={ChevronDownIcon} size="s" className={styles.chevron} />
          <span className={styles.packageName}>
            {t.rich('rights.pair', {
              first: of === null ? t('rights.singlesHead') : of.name,
              second: (
                <span className={styles.count}>{t('rights.services', { count: services.length })}</span>
              ),
            })}
          </span>
          {came !== undefined ? (
            <Tag data-color="warning" className="num">
              {t('watch.new', { date: dates.short(came) })}
            </Tag>
          ) : fresh > 0 ? (
            <Tag data-color="warning" className="num">
              {t('watch.tag.added', { count: fresh })}
            </Tag>
          ) : (
            of && <PackageTag of={of} />
          )}
        </button>
      </Heading>
      <div id={id} hidden={!open}>
        {of !== null && services.length === 0 && (
          <p className={styles.empty}>
            {of.unknown ? t('rights.package.unknown') : t('rights.package.empty')}
          </p>
        )}
        <ul className={styles.services}>
          {owners
            ? owners.map((group) => (
                <OwnerRow key={group.owner ?? ''} group={group} explained={explained} marked={marked} />
              ))
            : services.map((service) => (
                <ServiceRow
                  key={service.resourceId}
                  service={service}
                  explained={explained}
                  marked={marked}
                />
              ))}
          {of?.description != null && <About description={of.description} explained={explained} />}
        </ul>
      </div>
    </section>
  );
}

/** The one thing to say beside a package's name: what blocks it, else what to notice. */
function PackageTag({ of }: { of: PackageView }) {
  const t = useWords();
  if (of.check.kind === 'cannot') {
    return (
      <Tag data-color="danger">
        <Icon of={XMarkOctagonIcon} size="xs" />
        {t('rights.missing')}
      </Tag>
    );
  }
  if (of.unknown) {
    return (
      <Tag data-color="warning">
        <Icon of={QuestionmarkCircleIcon} size="xs" />
        {t('rights.unknown')}
      </Tag>
    );
  }
  const cue = of.cues[0];
  return cue ? <CueTag cue={cue} /> : null;
}

/** Altinn's own description of the package, folded after its services. */
function About({ description, explained }: { description: string; explained: boolean }) {
  const t = useWords();
  return (
    <FoldedLine explained={explained} headClass={styles.aboutHead} head={t('rights.package.about')}>
      {() => <p>{description}</p>}
    </FoldedLine>
  );
}
