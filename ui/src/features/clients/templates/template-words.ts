// Whom a template is about, in words.
import type { PartyGroup, TemplateScope } from '~/api/generated/surface';
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
