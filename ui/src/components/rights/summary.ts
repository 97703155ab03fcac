import type { Words } from '~/i18n';
import type { Rights } from './rights-tree';

/** «2 tilgangspakker, 1 enkelttjeneste, 14 tjenester i alt». */
export function summaryWords(t: Words, { packages, services, serviceCount }: Rights): string {
  return [
    packages.length > 0 && t('rights.packages', { count: packages.length }),
    services.length > 0 && t('rights.singles', { count: services.length }),
    t('rights.inAll', { count: serviceCount }),
  ]
    .filter(Boolean)
    .join(', ');
}
