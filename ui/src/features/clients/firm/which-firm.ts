// Which firm's clients are shown when nobody has said which.
import type { ClientFirm, ClientFirms } from '~/api/generated/surface';

/** Firms that are read, one after the other, while one with clients is looked for: each costs calls. */
const LOOKED_AT = 5;

/** What decides the firm. */
export interface Wanted {
  /** Chosen by hand, or by the way one came here. */
  chosen: string | null;
  /** The organisation that the window is of. */
  scope: string | null;
  /** Firms that were read here, or could not be. */
  looked: ReadonlySet<string>;
  /** Firms that have accesses for clients, and so are likely to have some; `null` until that is known. */
  likely: ReadonlySet<string> | null;
}

/** The firm, or the one to read before it can be said which. */
export interface Which {
  firm: ClientFirm | null;
  /** Its clients were never read, and with them it may be the one to show. */
  look: string | null;
}

/**
 * The firm that is chosen, else the organisation of the window, else the one chosen last time, else the first that has
 * clients. Where none is known to have any, a few are read until one has, the likeliest first.
 */
export function whichFirm(answer: ClientFirms | undefined, { chosen, scope, looked, likely }: Wanted): Which {
  const firms = answer?.firms ?? [];
  const by = (partyUuid: string | null | undefined) => firms.find((firm) => firm.partyUuid === partyUuid);
  const wanted =
    by(chosen) ?? by(scope) ?? by(answer?.chosen) ?? firms.find(({ clients }) => clients > 0) ?? null;
  if (wanted !== null) return { firm: wanted, look: null };
  if (likely === null) return { firm: null, look: null };
  const order = [
    ...firms.filter(({ partyUuid }) => likely.has(partyUuid)),
    ...firms.filter(({ partyUuid }) => !likely.has(partyUuid)),
  ];
  const [first = null] = order;
  const unread =
    firms.length > 1 && answer?.read.way === 'api'
      ? order
          .slice(0, LOOKED_AT)
          .find((firm) => firm.fetchedAt === null && (firm.reading || !looked.has(firm.partyUuid)))
      : undefined;
  return unread ? { firm: null, look: unread.partyUuid } : { firm: first, look: null };
}
