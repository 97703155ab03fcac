import type { Status } from '~/api/generated/surface';

/** Connected, and nothing to tell. */
export const quiet: Status = {
  connection: 'online',
  fetchedAt: null,
  callsToday: 0,
  calls: [],
  waiting: 0,
  watch: 0,
  watchedAt: null,
  clockAheadMin: null,
  arrivals: 0,
};
