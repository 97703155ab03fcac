import { Fragment, use } from 'react';
import type { Review } from '~/api/generated/surface';
import { TestContext } from '~/components/ScreenTitle';
import { useWords } from '~/i18n';
import { countsOf, effectWords, progressOf } from '~/components/changes/change-view';
import { authorityView } from '~/components/review/authority-view';
import type { Choice } from './decision-view';

/** What is about to happen, in one sentence: who, what, for whom, how long. The same names as the title. */
export function ConfirmSentence({
  review,
  choice,
  several = null,
}: {
  review: Review;
  choice: Choice;
  /** Approving means these organisations. */
  several?: readonly string[] | null;
}) {
  const t = useWords();
  const isTest = use(TestContext);
  return (
    <>
      {isTest && <b>{t('approvals.decide.test')} </b>}
      {several && choice.step === 'approve' ? (
        <Several review={review} organisations={several} />
      ) : (
        <Sentence review={review} choice={choice} />
      )}
    </>
  );
}

/** More names than this are counted. */
const NAMED = 4;

/** The same for several organisations: how many, and by name as far as there is room. */
function Several({ review, organisations }: { review: Review; organisations: readonly string[] }) {
  const t = useWords();
  const shown = organisations.slice(0, NAMED);
  const names =
    organisations.length > NAMED
      ? [...shown, t('alike.andMore', { count: organisations.length - NAMED })]
      : shown;
  return t.rich(review.kind === 'client' ? 'alike.confirmClient' : 'alike.confirm', {
    system: <bdi>{review.system.title}</bdi>,
    vendor: review.vendor.name,
    services: review.serviceCount,
    count: organisations.length,
    organisations: t.list([...names]),
  });
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
  const { change } = review;
  switch (step) {
    case 'approve':
      if (change) {
        const effect = effectWords(t, countsOf(change));
        if (via === 'portal') return t.rich('approvals.confirm.portalChange', { ...facts, effect });
        return change.begun
          ? t.rich('approvals.confirm.changeRest', { ...facts, left: progressOf(change.steps).left })
          : t.rich('approvals.confirm.change', { ...facts, effect });
      }
      if (via === 'portal') {
        return t.rich(client ? 'approvals.confirm.portalClient' : 'approvals.confirm.portalOwn', {
          ...facts,
          count,
        });
      }
      return t.rich(client ? 'approvals.confirm.client' : 'approvals.confirm.own', { ...facts, count });
    case 'reject':
      return t.rich(
        via === 'portal'
          ? 'approvals.confirm.portalReject'
          : review.kind === 'change'
            ? 'approvals.confirm.rejectChange'
            : 'approvals.confirm.reject',
        facts,
      );
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
