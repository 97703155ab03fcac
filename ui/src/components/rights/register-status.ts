import type { RegisterStatus } from '~/api/generated/surface';
import type { Dates, Words } from '~/i18n';

/** What Enhetsregisteret says of an organisation, in a few words. */
export function registerWords(t: Words, dates: Dates, status: RegisterStatus): string {
  if (status.kind === 'deleted' && status.on !== null) {
    return t('rights.register.deletedOn', { date: dates.long(status.on) });
  }
  return t(`rights.register.${status.kind}`);
}

/** Whether what it says should make one stop. */
export function registerTroubles({ kind }: RegisterStatus): boolean {
  return kind !== 'active' && kind !== 'unknown';
}
