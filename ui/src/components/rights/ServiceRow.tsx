import { XMarkOctagonIcon } from '@navikt/aksel-icons';
import { Tag } from '@digdir/designsystemet-react';
import type { ServiceView } from '~/api/generated/surface';
import { useDates, useWords } from '~/i18n';
import { Icon } from '../Icon';
import { OwnerMark } from '../OwnerMark';
import { FoldedLine } from './FoldedLine';
import { useNews } from './news';
import styles from './RightsTree.module.css';
import { Verbs } from './Verbs';

/** A service: owner, name, what may be done with it; opened, what that permits in the owner's own words. */
export function ServiceRow({
  service,
  explained,
  marked,
}: {
  service: ServiceView;
  /** Whether all explanations are shown. */
  explained: boolean;
  /** Say it when this person cannot grant it (where the package's head does not say so already). */
  marked: boolean;
}) {
  const t = useWords();
  const dates = useDates();
  const news = useNews().get(service.resourceId);
  const cannot = service.check.kind === 'cannot';
  return (
    <FoldedLine
      explained={explained}
      head={
        <>
          <OwnerMark mark={service.ownerMark} />
          <span className={styles.serviceName}>
            {service.name}
            {news !== undefined && (
              <Tag data-color="warning" className={`num ${styles.inlineTag}`}>
                {t('watch.new', { date: dates.short(news) })}
              </Tag>
            )}
            {service.unknown && (
              <Tag data-color="warning" className={styles.inlineTag}>
                {t('rights.unknown')}
              </Tag>
            )}
            {cannot && marked && (
              <Tag data-color="danger" className={styles.inlineTag}>
                <Icon of={XMarkOctagonIcon} size="xs" />
                {t('rights.cannotMark')}
              </Tag>
            )}
          </span>
          <Verbs verbs={service.verbs} />
        </>
      }
    >
      {(open) => open && <ServiceText service={service} />}
    </FoldedLine>
  );
}

/** What a service permits, in the owner's own words, and what this person cannot do about it. */
export function ServiceText({ service }: { service: ServiceView }) {
  const t = useWords();
  return (
    <>
      <p>{service.unknown ? t('rights.what.unknown') : (service.what ?? t('rights.what.none'))}</p>
      {service.verbs.map(
        (verb) =>
          verb.kind === 'other' && (
            <p key={verb.action}>{t('rights.what.otherVerb', { action: verb.action })}</p>
          ),
      )}
      {service.check.kind === 'cannot' && <p className={styles.cannot}>{t('rights.what.cannot')}</p>}
      <p className="muted">
        {service.owner === null ? t('rights.ownerUnknown') : t('rights.what.owner', { owner: service.owner })}
      </p>
    </>
  );
}
