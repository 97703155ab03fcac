// A receipt in words: what happened, who did it, how we know.
import type { Act, Receipt } from '~/api/generated/surface';
import type { Dates, Words } from '~/i18n';
import { isOfMessages } from '../log/event-words';

/** How an act looks on its receipt. */
export type Outcome = 'granted' | 'ended' | 'failed' | 'noted';

/** Whether something was granted, ended, failed, or only noted. */
export function outcomeOf(act: Act): Outcome {
  switch (act) {
    case 'approved':
    case 'changed':
    case 'created':
    case 'own_organisation_added':
      return 'granted';
    case 'rejected':
    case 'withdrawn':
    case 'own_organisation_removed':
      return 'ended';
    case 'approve_failed':
    case 'changed_partly':
    case 'create_failed':
    case 'reject_failed':
    case 'withdraw_failed':
      return 'failed';
    default:
      return 'noted';
  }
}

/** «SmartCloud Regnskap har nå tilgang for Fjord Snekkeri AS». */
export function receiptTitle(t: Words, { act, review }: Pick<Receipt, 'act' | 'review'>): string {
  const facts = { system: review.system.title, organisation: review.organisation.name };
  if (isOfMessages(act)) return t('activity.receipt.title.other', facts);
  switch (act) {
    case 'signed_in':
    case 'signed_out':
    case 'exported':
    case 'other':
      return t('activity.receipt.title.other', facts);
    default:
      return t(`activity.receipt.title.${act}`, facts);
  }
}

/** «Bekreftet av Altinn 12. november 2026 kl. 14.28.07»: how we know, and when. */
export function receiptProof(
  t: Words,
  dates: Dates,
  { act, at, observed }: Pick<Receipt, 'act' | 'at' | 'observed'>,
): string {
  const when = { date: dates.long(at), time: dates.clockSeconds(at) };
  if (observed) return t('activity.receipt.observed', when);
  switch (outcomeOf(act)) {
    case 'granted':
    case 'ended':
      return t('activity.receipt.confirmed', when);
    case 'failed':
      return t('activity.receipt.tried', when);
    case 'noted':
      return act === 'forwarded' ? t('activity.receipt.confirmed', when) : t('activity.receipt.noted', when);
  }
}

/** «Godkjent av». */
export function byLabel(t: Words, act: Act): string {
  switch (act) {
    case 'approved':
    case 'rejected':
    case 'withdrawn':
    case 'forwarded':
    case 'changed':
    case 'created':
      return t(`activity.receipt.by.${act}`);
    default:
      return t('activity.receipt.by.other');
  }
}

/** Who: by name and role when it was decided here, else what is known of it. */
export function byWords(
  t: Words,
  { observed, person, role }: Pick<Receipt, 'observed' | 'person' | 'role'>,
): string {
  if (observed) return t('activity.receipt.byObserved', { person });
  return role === null ? person : t('activity.receipt.person', { person, role });
}
