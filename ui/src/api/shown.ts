// What is made of an answer before it is drawn. The cache keeps the answers as they came.
import type { CommandMap, CommandName, Cue, Review } from './generated/surface';
import { vendorSpelling } from './vendor-spelling';

type Shown = { [N in CommandName]?: (answer: CommandMap[N]['output']) => CommandMap[N]['output'] };

/** A name that passes for another's is not helped to look like it. */
const passesForAnother = (cues: readonly Cue[]) => cues.some(({ code }) => code === 'name_trap');

/** The vendor that a name passes for, as that name itself spells it. */
function spellCue(cue: Cue, seen: string | null): Cue {
  const { vendor } = cue.context;
  return vendor === undefined
    ? cue
    : { ...cue, context: { ...cue.context, vendor: vendorSpelling(vendor, seen) } };
}

function spellReview(review: Review): Review {
  const { vendor, system, cues } = review;
  const name = passesForAnother(cues) ? vendor.name : vendorSpelling(vendor.name, system.title);
  return {
    ...review,
    vendor: { ...vendor, name },
    cues: cues.map((cue) => spellCue(cue, system.title)),
  };
}

/** Vendors in their own spelling, wherever an answer names one beside its system. */
export const shown: Shown = {
  queue: (queue) => ({
    ...queue,
    rows: queue.rows.map((row) => ({
      ...row,
      vendor:
        row.vendor === null || passesForAnother(row.cues)
          ? row.vendor
          : vendorSpelling(row.vendor, row.system),
      cues: row.cues.map((cue) => spellCue(cue, row.system)),
    })),
  }),
  review: spellReview,
  system_users: (page) => ({
    ...page,
    rows: page.rows.map((row) => ({ ...row, vendor: vendorSpelling(row.vendor, row.title) })),
  }),
  system_user: (detail) => ({
    ...detail,
    row: { ...detail.row, vendor: vendorSpelling(detail.row.vendor, detail.row.title) },
  }),
  watch: (watch) => ({
    ...watch,
    rows: watch.rows.map((row) => ({ ...row, vendor: vendorSpelling(row.vendor, row.title) })),
  }),
  creation: (creation) => ({ ...creation, review: spellReview(creation.review) }),
  colleague_note: (note) => ({ ...note, vendor: vendorSpelling(note.vendor, note.system) }),
  receipt: (receipt) => ({ ...receipt, review: spellReview(receipt.review) }),
};
