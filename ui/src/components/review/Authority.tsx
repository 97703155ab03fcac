import { PersonGroupIcon } from '@navikt/aksel-icons';
import type { Failure, Review } from '~/api/generated/surface';
import { Avatar } from '~/components/Avatar';
import { Check } from '~/components/Check';
import { NewLogin } from '~/components/NewLogin';
import { nextSteps, useSentence } from '~/errors';
import { useWords } from '~/i18n';
import { authorityView, type MissingGroup } from './authority-view';
import { AskColleague } from './ColleagueLetter';
import styles from './Review.module.css';

/** Whether this person can approve; if not, what is missing, why, and who can. */
export function Authority({ review }: { review: Review }) {
  const t = useWords();
  const view = authorityView(review);
  const organisation = review.organisation.name;
  const blocked = view.missing.length > 0 || view.others !== null;
  return (
    <section className={styles.part}>
      <h2 className="h2">{t('approvals.authority.title')}</h2>
      {view.manager === 'yes' && (
        <Check sort="yes">{t('approvals.authority.manager', { organisation })}</Check>
      )}
      {view.manager === 'no' && (
        <Check sort="no">{t('approvals.authority.notManager', { organisation })}</Check>
      )}
      {view.manager === 'unknown' && (
        <Check sort="info">{t('approvals.authority.managerUnknown', { organisation })}</Check>
      )}
      {view.escalateOnly && <Check sort="info">{t('approvals.authority.escalateOnly')}</Check>}
      {view.pass.kind === 'all' && view.pass.count > 0 && (
        <Check sort="yes">{t('approvals.authority.all', { count: view.pass.count })}</Check>
      )}
      {view.pass.kind === 'some' && (
        <Check sort={view.pass.can > 0 ? 'yes' : 'no'}>
          {t('approvals.authority.some', { can: view.pass.can, count: view.pass.count })}
        </Check>
      )}
      {view.pass.kind === 'not_checked' && (
        <Check sort="info">
          {t('approvals.authority.notChecked')}
          {review.authority.notChecked && <WhyNot failure={review.authority.notChecked} />}
        </Check>
      )}
      {view.pass.kind === 'not_needed' && (
        <Check sort="info" icon={PersonGroupIcon}>
          {t('approvals.authority.notNeeded')}
        </Check>
      )}
      {review.authority.own === 'additions' && (review.change?.removed.length ?? 0) > 0 && (
        <Check sort="info">{t('approvals.authority.additionsOnly')}</Check>
      )}
      {blocked && (
        <div className={styles.blocked}>
          {view.missing.length > 0 && (
            <div className={styles.missing}>
              {view.missing.map((group, index) => (
                <Missing key={group.reason} group={group} organisation={organisation} first={index === 0} />
              ))}
            </div>
          )}
          {view.others && (
            <div className={styles.others}>
              {view.others.kind === 'nobody' && <p>{t('approvals.who.nobody')}</p>}
              {view.others.kind === 'ask' && <p>{t('approvals.who.ask', { organisation })}</p>}
              {view.others.kind === 'people' && (
                <>
                  <p className="muted">{t('approvals.who.usually')}</p>
                  <ul className={styles.people}>
                    {view.others.people.map(({ name, initials, role }) => (
                      <li key={name} className="line">
                        <Avatar kind="person" initials={initials} size="s" />
                        <span className="grow">{name}</span>
                        <span className="muted">{role.toLocaleLowerCase(t.locale)}</span>
                      </li>
                    ))}
                  </ul>
                </>
              )}
              {view.others.kind !== 'nobody' && <AskColleague requestKey={review.key} />}
            </div>
          )}
        </div>
      )}
    </section>
  );
}

/** Why it could not be checked, and the login that would change that. */
function WhyNot({ failure }: { failure: Failure }) {
  const t = useWords();
  const { what } = useSentence()(failure);
  return (
    <>
      <br />
      {t('approvals.authority.why', { what })}
      {nextSteps[failure.code] === 'more_scopes' && <NewLogin sort="more_scopes" className={styles.inside} />}
    </>
  );
}

/** Items that lack for the same reason, and what to do about that. */
function Missing({
  group: { reason, names },
  organisation,
  first,
}: {
  group: MissingGroup;
  organisation: string;
  /** The first says that Altinn takes all or nothing. */
  first: boolean;
}) {
  const t = useWords();
  const items = t.list(names.map((name) => t('approvals.missing.quoted', { name })));
  const title =
    reason === 'missing_package' || reason === 'missing_role' || reason === 'missing_delegation'
      ? t('approvals.missing.power', { items })
      : reason === 'access_list'
        ? t('approvals.missing.access_list', { items, organisation })
        : t(`approvals.missing.${reason}`, { items });
  return (
    <Check sort="no">
      <strong>{title}</strong>
      <br />
      {first && (
        <>
          {t('approvals.authority.allOrNothing')}
          <br />
        </>
      )}
      {t(`approvals.next.${reason}`)}
      {reason === 'level_too_low' && <NewLogin sort="step_up" className={styles.inside} />}
    </Check>
  );
}
