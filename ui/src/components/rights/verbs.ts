// What a system may do with a service, in words. Sending in and signing are the acts that bind, so they stand last
// and in weight.
import type { ServiceView, Verb } from '~/api/generated/surface';
import type { Words } from '~/i18n';

const order: readonly Verb['kind'][] = [
  'read',
  'write',
  'start',
  'subscribe',
  'use',
  'other',
  'delete',
  'confirm',
  'submit',
  'sign',
];

/** Whether an act binds the organisation. */
export function binds(verb: Verb): boolean {
  return verb.kind === 'submit' || verb.kind === 'sign';
}

/** In reading order, each once. */
export function sortVerbs(verbs: readonly Verb[]): Verb[] {
  const seen = new Map(
    verbs.map((verb) => [verb.kind === 'other' ? `other ${verb.action}` : verb.kind, verb]),
  );
  return [...seen.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** All that can be done with any of the services. */
export function verbsOf(services: readonly ServiceView[]): Verb[] {
  return sortVerbs(services.flatMap(({ verbs }) => verbs));
}

/** One act in words; an act that we have no word for is shown as it came. */
export function verbWord(t: Words, verb: Verb): string {
  return verb.kind === 'other'
    ? t('rights.verb.other', { action: verb.action })
    : t(`rights.verb.${verb.kind}`);
}
