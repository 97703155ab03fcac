// Moves of the sample: one that waits for its check, and whatever is begun.
import type { Move, MoveEnd, MoveTo } from '~/api/generated/surface';
import { CommandError, unexpected } from '~/errors/CommandError';
import type { Answers } from '~/host/memory';
import { receiptFor } from './activity';
import { ago, organisations, reviews } from './reviews';
import { customs, payroll } from './services';
import { accessesOf, accessOf, removeAccess } from './system-users';

const endOf = (id: string): MoveEnd => {
  const { title, vendor, findings } = accessOf(id);
  return {
    id,
    title,
    vendor,
    vendorRegister:
      findings.find((one) => one.kind === 'vendor_problem')?.register ?? ({ kind: 'active' } as const),
  };
};

let moves: Move[] | null = null;
/** Made when first asked for, since it names accesses. */
function all(): Move[] {
  if (moves) return moves;
  const granli = accessesOf(organisations.granli.partyUuid);
  const from = granli.find(({ title }) => title === 'Oppdrag Bilag');
  const to = granli.find(({ title }) => title === 'SmartCloud Regnskap');
  moves =
    from && to
      ? [
          {
            id: 'move-1',
            partyUuid: organisations.granli.partyUuid,
            organisation: organisations.granli.name,
            kind: 'own',
            from: endOf(from.id),
            to: { kind: 'system_user', id: to.id },
            new: endOf(to.id),
            step: 'check',
            comparison: null,
            acceptedLess: false,
            receipt: null,
            beganAt: ago(2),
            failure: null,
          },
        ]
      : [];
  return moves;
}

function newOf(to: MoveTo): MoveEnd | null {
  return to.kind === 'system_user' ? endOf(to.id) : null;
}

/** Commands of moving from one system to another. */
export function movesAnswers(): Answers {
  const find = (id: string): Move => {
    const move = all().find((one) => one.id === id);
    if (!move) throw new CommandError({ ...unexpected('sample'), code: 'not_found' });
    return move;
  };
  const put = (id: string, more: Partial<Move>): Move => {
    const next = { ...find(id), ...more };
    moves = all().map((one) => (one.id === id ? next : one));
    return next;
  };
  return {
    moves: () => ({ rows: all() }),
    begin_move: ({ from, to }) => {
      const row = accessOf(from.id);
      const move: Move = {
        id: `move-${String(all().length + 1)}`,
        partyUuid: from.partyUuid,
        organisation: row.organisation,
        kind: row.kind,
        from: endOf(from.id),
        to,
        new: newOf(to),
        step: to.kind === 'system_user' ? 'check' : 'new_access',
        comparison: null,
        acceptedLess: false,
        receipt: null,
        beganAt: new Date().toISOString(),
        failure: null,
      };
      moves = [move, ...all()];
      return move;
    },
    check_move: async ({ id }) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      return put(id, {
        step: 'withdraw',
        comparison: {
          missing: customs.services.slice(0, 1),
          missingPackages: [],
          extra: payroll.services.slice(0, 3),
          extraPackages: [],
          same: 11,
          clients: null,
          at: new Date().toISOString(),
        },
      });
    },
    finish_move: async ({ id, acceptLess }) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const [base] = reviews;
      if (!base) throw new CommandError(unexpected('sample'));
      const { from } = find(id);
      const receipt = receiptFor({ ...base, system: { ...base.system, title: from.title } }, 'withdrawn');
      removeAccess(from.id);
      return {
        job: put(id, { step: 'done', acceptedLess: acceptLess, receipt }),
        withdrawal: { kind: 'done', receipt },
      };
    },
    stop_move: ({ id }) => {
      put(id, { step: 'stopped' });
      return {};
    },
  };
}
