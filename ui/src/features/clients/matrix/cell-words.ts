// A cell in words: the short word that is drawn, and the whole phrase for those who do not see where it stands.
import type { BulkAct, Cell, CellState, Failure, PackageName } from '~/api/generated/surface';
import type { Sentence } from '~/errors';
import type { Words } from '~/i18n';
import { changes } from '../bulk/wish';

/** How a cell is drawn: what it is, or what will become of it. */
export type CellLook = CellState | 'adding' | 'removing';

/** Names of packages and single services by code. */
export type PackageNames = ReadonlyMap<string, string>;

/** A package by name; a single service is told from a package. */
export function packageName(t: Words, { name, isService }: PackageName): string {
  return isService ? t('clients.service', { name }) : name;
}

/** The names by code; a code without a name stands for itself. */
export function packageNames(t: Words, packages: readonly PackageName[]): PackageNames {
  return new Map(packages.map((one) => [one.code, packageName(t, one)]));
}

/** Packages as a list in words. */
export function namePackages(t: Words, names: PackageNames, codes: readonly string[]): string {
  return t.list(codes.map((code) => names.get(code) ?? code));
}

/** What a cell looks like under a wish. A wish that cannot be fulfilled leaves it as it is. */
export function lookOf(cell: Cell, wished: BulkAct | null): CellLook {
  if (wished === null || !changes(cell, wished)) return cell.state;
  return wished === 'add' ? 'adding' : 'removing';
}

/** The whole phrase of a cell. */
export function cellPhrase(
  t: Words,
  sentence: (failure: Failure) => Sentence,
  names: PackageNames,
  cell: Cell,
  look: CellLook,
): string {
  const lacks = () => namePackages(t, names, cell.lacks);
  switch (look) {
    case 'adding':
      return t('clients.cell.phrase.adding');
    case 'removing':
      return t('clients.cell.phrase.removing');
    case 'has':
      return t('clients.cell.phrase.has');
    case 'can_add':
      return t('clients.cell.phrase.can_add');
    case 'partly':
      return cell.lacks.length > 0
        ? t('clients.cell.phrase.partlyLacks', { packages: lacks() })
        : t('clients.cell.phrase.partly', { packages: namePackages(t, names, cell.canAdd) });
    case 'missing':
      return cell.lacks.length > 0
        ? t('clients.cell.phrase.missing', { packages: lacks() })
        : t('clients.cell.phrase.cannot');
    case 'pending':
      return t('clients.cell.phrase.pending');
    case 'failed':
      return cell.failure
        ? t('clients.cell.phrase.failed', { why: sentence(cell.failure).what })
        : t('clients.cell.phrase.failedNoWhy');
    case 'unread':
      return t('clients.cell.phrase.unread');
  }
}

/** Phrases of cells, each made once. */
export type CellPhrases = (cell: Cell, look: CellLook) => string;

/** Makes phrases, and keeps them: in a matrix the same ones come over and over, and formatting takes its time. */
export function cellPhrases(
  t: Words,
  sentence: (failure: Failure) => Sentence,
  names: PackageNames,
): CellPhrases {
  const known = new Map<string, string>();
  return (cell, look) => {
    // A failure has facts of its own.
    if (cell.failure !== null) return cellPhrase(t, sentence, names, cell, look);
    const key = `${look} ${cell.lacks.join(' ')}|${look === 'partly' ? cell.canAdd.join(' ') : ''}`;
    let phrase = known.get(key);
    if (phrase === undefined) {
      phrase = cellPhrase(t, sentence, names, cell, look);
      known.set(key, phrase);
    }
    return phrase;
  };
}
