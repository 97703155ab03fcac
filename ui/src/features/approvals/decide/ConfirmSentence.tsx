import { Fragment, use } from 'react';
import type { Review } from '~/api/generated/surface';
import { TestContext } from '~/components/ScreenTitle';
import { useWords } from '~/i18n';
import { authorityView } from '../review/authority-view';
import type { Choice } from './decision-view';

/** What is about to happen, in one sentence: who, what, for whom, how long. The same names as the title. */
export function ConfirmSentence({ review, choice }: { review: Review; choice: Choice }) {
  const t = useWords();
  const isTest = use(TestContext);
  return (
    <>
      {isTest && <b>{t('approvals.decide.test')} </b>}
      <Sentence review={review} choice={choice} />
    </>
  );
}

function Sentence({ review, choice: { step, via } }: { review: Review; choice: Choice }) {
  const t = useWords();
  const facts = {
    system: <bdi>{review.system.title}</bdi>,
    vendor: review.vendor.name,
    organisation: review.organisation.name,
  };
  const count = review.serviceCount;
  const client = review.kind === 'client';
  switch (step) {
    case 'approve':
      if (via === 'portal') {
        return t.rich(client ? 'approvals.confirm.portalClient' : 'approvals.confirm.portalOwn', {
          ...facts,
          count,
        });
      }
      return t.rich(client ? 'approvals.confirm.client' : 'approvals.confirm.own', { ...facts, count });
    case 'reject':
      return t.rich(via === 'portal' ? 'approvals.confirm.portalReject' : 'approvals.confirm.reject', facts);
    case 'forward': {
      if (via === 'portal') return t.rich('approvals.confirm.portalForward', facts);
      const others = authorityView(review).others;
      if (others?.kind !== 'people') return t.rich('approvals.confirm.forwardManagers', facts);
      const names = others.people.map(({ name }) => name);
      return t.rich('approvals.confirm.forwardPeople', {
        ...facts,
        count: names.length,
        people: <Names names={names} />,
      });
    }
  }
}

/** «**Ingrid Solberg** og **Tor Bakke**»: joined as the language joins, the names in weight. */
function Names({ names }: { names: string[] }) {
  const t = useWords();
  return new Intl.ListFormat(t.locale, { type: 'conjunction' })
    .formatToParts(names)
    .map(({ type, value }, index) =>
      type === 'element' ? <strong key={index}>{value}</strong> : <Fragment key={index}>{value}</Fragment>,
    );
}
