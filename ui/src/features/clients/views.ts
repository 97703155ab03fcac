// The parts of client administration, and their addresses.

/** A part: the matrix stands at the bare address. */
export type View = 'matrix' | 'list' | 'jobs' | 'templates' | 'coverage' | 'mine';

const views: readonly string[] = ['list', 'jobs', 'templates', 'coverage', 'mine'];

/** The part that an address names; the matrix for one that is unknown. */
export function viewOf(name: string | undefined): View {
  return name !== undefined && views.includes(name) ? (name as View) : 'matrix';
}
