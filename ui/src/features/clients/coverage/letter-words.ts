// A text to a client that lacks something: what is missing, why, and how to give it. Ready to be sent; nothing in it
// names Fullmakt, and nothing is sent from here.
import type { ClientLack, Coverage } from '~/api/generated/surface';
import { formatOrgNo } from '~/components/OrgNo';
import type { Words } from '~/i18n';

/** Roles that have words. */
const roles = ['regnskapsforer', 'revisor', 'forretningsforer', 'rettighetshaver'] as const;

/** A role in words. */
export function roleWords(t: Words, role: string): string {
  const known = roles.find((one) => one === role);
  return known ? t(`coverage.role.${known}`) : role;
}

type Facts = Pick<Coverage, 'firmName' | 'firmOrgNo' | 'agentTitle'>;

/** What must be given and registered: the same for clients that lack the same. */
function body(
  t: Words,
  facts: Facts,
  { toGive, toRegister }: Pick<ClientLack, 'toGive' | 'toRegister'>,
): string[] {
  const firm =
    facts.firmOrgNo === null
      ? facts.firmName
      : t('coverage.letter.firm', { firm: facts.firmName, number: formatOrgNo(facts.firmOrgNo) });
  return [
    t('coverage.letter.why', { firm: facts.firmName, agent: facts.agentTitle }),
    ...(toGive.length > 0
      ? [
          [
            t('coverage.letter.give'),
            `1. ${t('coverage.letter.step1')}`,
            `2. ${t('coverage.letter.step2')}`,
            `3. ${t('coverage.letter.step3', { firm })}`,
            `4. ${t('coverage.letter.step4', {
              packages: t.list(toGive.map(({ name }) => t('coverage.letter.quoted', { name }))),
              count: toGive.length,
            })}`,
          ].join('\n'),
        ]
      : []),
    ...(toRegister.length > 0
      ? [
          t('coverage.letter.register', {
            firm,
            roles: t.list(toRegister.map((role) => roleWords(t, role))),
          }),
        ]
      : []),
    t('coverage.letter.who'),
  ];
}

/** The text to one client. */
export function letterTo(t: Words, facts: Facts, lack: ClientLack): string {
  return [
    t('coverage.letter.hello', { client: lack.name }),
    ...body(t, facts, lack),
    t('coverage.letter.bye', { firm: facts.firmName }),
  ].join('\n\n');
}

/** Texts to several: one for those who lack the same, with whom it is to above it. Deleted clients get none. */
export function lettersTo(t: Words, facts: Facts, lacking: readonly ClientLack[]): string {
  const groups = new Map<string, ClientLack[]>();
  for (const lack of lacking) {
    if (lack.isDeleted) continue;
    const key = JSON.stringify([lack.toGive.map(({ code }) => code), lack.toRegister]);
    groups.set(key, [...(groups.get(key) ?? []), lack]);
  }
  return [...groups.values()]
    .map((group) => {
      const [only] = group;
      if (group.length === 1 && only) return letterTo(t, facts, only);
      return [
        t('coverage.letter.to', { clients: group.map(({ name }) => name).join(', ') }),
        t('coverage.letter.helloAll'),
        ...(only ? body(t, facts, only) : []),
        t('coverage.letter.bye', { firm: facts.firmName }),
      ].join('\n\n');
    })
    .join('\n\n—\n\n');
}
