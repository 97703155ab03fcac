// Whom a template is about, and what deviates from it, in words.
import type { ClientTemplate, PartyGroup, TemplateScope } from '~/api/generated/surface';
import type { Words } from '~/i18n';

/** «Alle klienter», «Gruppen Mva-klienter», «Merkelappen Lønn». */
export function scopeWords(t: Words, scope: TemplateScope, groups: readonly PartyGroup[]): string {
  switch (scope.kind) {
    case 'all':
      return t('templates.scope.all');
    case 'group': {
      const name = groups.find(({ id }) => id === scope.id)?.name;
      return name === undefined ? t('templates.scope.groupGone') : t('templates.scope.group', { name });
    }
    case 'tag':
      return t('templates.scope.tag', { tag: scope.tag });
  }
}

/** Cells that are not as the template says: lacking, whether they can be given or not, and beyond it. */
export function deviations({ toAdd, blocked, beyond }: ClientTemplate): number {
  return toAdd + blocked + beyond;
}

/** «3 avvik», «Stemmer». */
export function deviationWords(t: Words, template: ClientTemplate): string {
  const count = deviations(template);
  return count > 0 ? t('templates.deviates', { count }) : t('templates.fits');
}
