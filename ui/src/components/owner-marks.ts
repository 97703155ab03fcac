// Letters on the tile of a service owner, by its code in the registry.

const marks: Record<string, string> = {
  skd: 'Sk',
  nav: 'NAV',
  brg: 'Br',
  ssb: 'SSB',
  toll: 'To',
  at: 'At',
  dat: 'At',
  mat: 'Ma',
  digdir: 'Di',
};

/** The letters of an owner; one that is not known by its code has the first letters of its name. */
export function ownerMark(owner: string, name: string): string {
  const known = marks[owner.toLowerCase()];
  if (known !== undefined) return known;
  if (/\bkommune\b/i.test(name)) return 'Ko';
  const letters = name.replace(/[^\p{L}]/gu, '').slice(0, 2);
  return letters.charAt(0).toUpperCase() + letters.slice(1).toLowerCase();
}
