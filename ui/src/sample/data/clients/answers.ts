// Commands on clients over the sample's world.
import type {
  Ability,
  ClientFirm,
  ClientFirms,
  ClientLack,
  ClientTemplate,
  Coverage,
  CoverageQuery,
  MyProvider,
  PackageName,
  SaveTemplate,
} from '~/api/generated/surface';
import { CommandError, unexpected } from '~/errors/CommandError';
import type { Answers } from '~/host/memory';
import type { World } from '../approvals';
import { ago, now, organisations } from '../reviews';
import { arranged, cellOf, columnsOf, selected, type FirmState } from './cells';
import { makeClients, packageNames, sampleAgents, type SampleClient } from './firm';
import { sampleJobs } from './jobs';
import { planOf, planRows, readNumbers } from './plans';

/** What the address of the page chooses. */
export interface ClientsChoice {
  /** Clients of the first firm. */
  count: number;
  /** Firms. */
  firms: number;
  offline: boolean;
  /** Whether the login covers clients. */
  scope: boolean;
  /** A job is under way from the start. */
  job: boolean;
}

/** The ordinary sample. */
export const usualClients: ClientsChoice = { count: 300, firms: 1, offline: false, scope: true, job: false };

const api: Ability = { way: 'api', reason: null };
const fail = (code: 'not_found' | 'plan_changed') => new CommandError({ ...unexpected('sample'), code });

/** Answers of the commands on clients. */
export function clientsAnswers({ emit }: World, choice: ClientsChoice = usualClients): Answers {
  const firms: FirmState[] = [
    { ...organisations.lunde, clients: makeClients(choice.count) },
    {
      partyUuid: '5f1c0001-0000-4000-8000-000000000077',
      name: 'Nordfjord Rekneskap AS',
      orgNo: '310789006',
      clients: makeClients(41, 11),
    },
  ]
    .slice(0, choice.firms)
    .map(({ partyUuid, name, orgNo, clients }) => ({
      id: partyUuid,
      name,
      initials: name.startsWith('Lunde') ? 'LR' : 'NR',
      orgNo,
      clients,
      agents: sampleAgents.map((agent) => ({ ...agent })),
      marks: new Map(),
      fetchedAt: new Date(now).toISOString(),
      reading: false,
    }));
  const jobs = sampleJobs(emit, () => now);
  let triesLeft = 2;
  let remembered: string | null = null;
  let templates: (Omit<SaveTemplate, 'id'> & { id: string })[] = [];
  let providers: MyProvider[] = [];

  const firmOf = (id: string): FirmState => {
    const found = firms.find((firm) => firm.id === id);
    if (!found) throw fail('not_found');
    return found;
  };
  const members = (): string[] =>
    (firms[0]?.clients ?? []).filter((_, index) => index % 17 === 0).map(({ id }) => id);
  const read = (): Ability => (choice.scope ? api : { way: 'none', reason: 'scope_missing' });
  const change = (): Ability =>
    !choice.scope
      ? { way: 'none', reason: 'scope_missing' }
      : choice.offline
        ? { way: 'none', reason: 'offline' }
        : api;

  const meant = (firm: FirmState, { scope }: Pick<SaveTemplate, 'scope'>): SampleClient[] =>
    firm.clients.filter(
      ({ id, tags }) =>
        scope.kind === 'all' || (scope.kind === 'tag' ? tags.includes(scope.tag) : members().includes(id)),
    );
  const templateCells = (id: string) => {
    const template = templates.find((one) => one.id === id);
    if (!template) throw fail('not_found');
    const firm = firmOf(template.firm);
    const asking = templates
      .filter((one) => one.firm === firm.id)
      .map((one) => ({ clients: new Set(meant(firm, one)), agents: one.agents.map(({ agent }) => agent) }));
    return {
      clients: meant(firm, template),
      agents: template.agents.map(({ agent }) => agent),
      isAsked: (client: SampleClient, agent: string) =>
        asking.some((one) => one.agents.includes(agent) && one.clients.has(client)),
    };
  };
  const shownTemplates = (firm: FirmState): { templates: ClientTemplate[] } => ({
    templates: templates
      .filter((template) => template.firm === firm.id)
      .map((template) => {
        const { rows } = planRows(
          firm,
          { firm: firm.id, source: { kind: 'template', id: template.id, beyond: true } },
          members,
          templateCells,
        );
        return {
          ...template,
          clients: meant(firm, template).length,
          toAdd: rows.filter(({ outcome }) => outcome === 'add').length,
          blocked: rows.filter(({ outcome }) => outcome === 'blocked').length,
          beyond: rows.filter(({ outcome }) => outcome === 'remove').length,
        };
      })
      .sort((a, b) => a.name.localeCompare(b.name, 'nb')),
  });

  const namesOf = (codes: readonly string[]): PackageName[] =>
    codes.map(
      (code) =>
        packageNames.find((one) => one.code === code) ?? {
          code,
          name: code,
          onlyByRole: null,
          isService: false,
        },
    );
  const coverageOf = ({ firm: id, agent: agentId, personPackages, clients }: CoverageQuery): Coverage => {
    const firm = firmOf(id);
    const agent = firm.agents.find((one) => one.id === agentId);
    if (!agent) throw fail('not_found');
    const looked = clients === null ? firm.clients : selected(firm, clients, members);
    const wants = agent.kind === 'person' ? personPackages : agent.packages;
    const lacksOf = (client: SampleClient) => namesOf(wants.filter((code) => !client.given.has(code)));
    const lacking = looked
      .map((client): ClientLack => {
        const lacks = lacksOf(client);
        return {
          id: client.id,
          name: client.name,
          orgNo: client.orgNo,
          isDeleted: client.isDeleted,
          toGive: lacks.filter(({ onlyByRole }) => onlyByRole === null),
          toRegister: [...new Set(lacks.map(({ onlyByRole }) => onlyByRole).filter((role) => role !== null))],
        };
      })
      .filter(({ toGive, toRegister }) => toGive.length + toRegister.length > 0);
    const none = looked.filter(
      (client) => wants.length > 0 && lacksOf(client).length === wants.length,
    ).length;
    return {
      firmName: firm.name,
      firmOrgNo: firm.orgNo,
      agentTitle: agent.title,
      clients: looked.length,
      all: looked.length - lacking.length,
      some: lacking.length - none,
      none,
      packages: namesOf(wants).map((one) => {
        const given = looked.filter((client) => client.given.has(one.code)).length;
        return { package: one, given, missing: looked.length - given };
      }),
      lacking,
      fetchedAt: firm.fetchedAt,
    };
  };
  const mine = () => ({
    providers,
    packages: packageNames,
    read: read(),
    leave: change(),
    fetchedAt: new Date(now).toISOString(),
    failure: null,
  });
  const changed = () => {
    emit({ kind: 'changed', topics: ['clients', 'jobs'] });
  };

  const first = firms[0];
  if (first) {
    const [smart, , amelding, kyst] = first.agents;
    templates = [
      {
        id: 't1',
        firm: first.id,
        name: 'Mva-klienter',
        scope: { kind: 'tag', tag: 'Mva-pliktig' },
        agents: [smart, kyst].flatMap((agent) => (agent ? [{ agent: agent.id, packages: [] }] : [])),
      },
      {
        id: 't2',
        firm: first.id,
        name: 'Lønnskjøring',
        scope: { kind: 'tag', tag: 'Lønn' },
        agents: amelding ? [{ agent: amelding.id, packages: [] }] : [],
      },
    ];
    providers = [
      {
        partyUuid: '5f1c0001-0000-4000-8000-000000000088',
        name: 'Sunnmøre Økonomi AS',
        initials: 'SØ',
        orgNo: '310890010',
        addedAt: ago(420),
        clients: first.clients.slice(0, 4).map(({ id, name, orgNo, isDeleted, gives }) => ({
          partyUuid: id,
          name,
          orgNo,
          isDeleted,
          holds: gives,
        })),
      },
      {
        partyUuid: first.id,
        name: first.name,
        initials: first.initials,
        orgNo: first.orgNo,
        addedAt: ago(90),
        clients: first.clients.slice(10, 23).map(({ id, name, orgNo, isDeleted, gives }) => ({
          partyUuid: id,
          name,
          orgNo,
          isDeleted,
          holds: gives.slice(0, 1),
        })),
      },
    ];
    if (choice.job && kyst) {
      const clients = first.clients.filter((client) => cellOf(first, client, kyst).canAdd.length > 0);
      const { rows } = planRows(
        first,
        {
          firm: first.id,
          source: {
            kind: 'cells',
            clients: { kind: 'ids', ids: clients.map(({ id }) => id) },
            agents: [kyst.id],
            act: 'add',
            packages: [],
          },
        },
        members,
        templateCells,
      );
      const job = jobs.start(first, 'cells', rows);
      jobs.advance(job.id, 6);
    }
  }

  const known = (): ClientFirms => ({
    firms: choice.scope
      ? firms.map((firm): ClientFirm => ({
          partyUuid: firm.id,
          name: firm.name,
          initials: firm.initials,
          orgNo: firm.orgNo,
          clients: firm.clients.length,
          agents: firm.agents.length,
          fetchedAt: firm.fetchedAt,
          reading: firm.reading,
          jobs: jobs.open(firm),
        }))
      : [],
    chosen: remembered,
    read: read(),
    change: change(),
    fetchedAt: choice.scope ? new Date(now).toISOString() : null,
    failure: null,
  });

  return {
    client_firms: known,
    known_client_firms: known,
    choose_firm: ({ firm }) => {
      remembered = firm;
      changed();
      return {};
    },
    refresh_clients: async ({ firm }) => {
      const one = firmOf(firm);
      one.reading = true;
      changed();
      await new Promise((resolve) => setTimeout(resolve, 800));
      one.reading = false;
      one.fetchedAt = new Date(now).toISOString();
      changed();
      return {};
    },
    client_matrix: (query) => {
      const firm = firmOf(query.firm);
      const { rows, counts } = arranged(firm, query, members);
      const tags = new Map<string, number>();
      const forms = new Map<string, number>();
      for (const client of firm.clients) {
        for (const tag of client.tags) tags.set(tag, (tags.get(tag) ?? 0) + 1);
        forms.set(client.form, (forms.get(client.form) ?? 0) + 1);
      }
      return {
        total: rows.length,
        all: firm.clients.length,
        columns: columnsOf(firm, query.agents),
        rows: rows.slice(query.offset, query.offset + Math.min(query.limit, 500)),
        counts,
        tags: [...tags]
          .map(([tag, clients]) => ({ tag, clients }))
          .sort((a, b) => a.tag.localeCompare(b.tag, 'nb')),
        forms: [...forms].map(([form, clients]) => ({ form, clients })).sort((a, b) => b.clients - a.clients),
        packages: packageNames,
        change: change(),
        fetchedAt: firm.fetchedAt,
        reading: firm.reading,
        failures: [],
      };
    },
    client: ({ firm: id, client: key }) => {
      const firm = firmOf(id);
      const client = firm.clients.find((one) => one.id === key);
      if (!client) throw fail('not_found');
      const cells = firm.agents.map((agent) => cellOf(firm, client, agent));
      const { name, orgNo, form, isDeleted, tags, gives, held } = client;
      return {
        row: {
          id: key,
          name,
          orgNo,
          form,
          isDeleted,
          tags,
          cells,
          has: cells.filter(({ state }) => state === 'has').length,
        },
        columns: columnsOf(firm, []),
        gives,
        held: firm.agents.map((agent) => [...(held.get(agent.id) ?? [])]),
        packages: packageNames,
        groups: members().includes(key) ? ['g1'] : [],
        fetchedAt: firm.fetchedAt,
      };
    },
    tag_clients: ({ firm, clients, tag, on }) => {
      for (const client of selected(firmOf(firm), clients, members)) {
        const without = client.tags.filter((one) => one !== tag);
        client.tags = on ? [...without, tag].sort((a, b) => a.localeCompare(b, 'nb')) : without;
      }
      return {};
    },
    read_client_numbers: ({ firm, text }) => readNumbers(firmOf(firm), text),
    plan_bulk: ({ change: wish, outcome, offset, limit }) => {
      const firm = firmOf(wish.firm);
      const { rows, bad } = planRows(firm, wish, members, templateCells);
      const shown = outcome === null ? rows : rows.filter((row) => row.outcome === outcome);
      return {
        ...planOf(firm, rows, bad),
        total: shown.length,
        rows: shown.slice(offset, offset + Math.min(limit, 500)),
      };
    },
    start_job: ({ change: wish, fingerprint }) => {
      const firm = firmOf(wish.firm);
      const { rows, bad } = planRows(firm, wish, members, templateCells);
      if (planOf(firm, rows, bad).fingerprint !== fingerprint) throw fail('plan_changed');
      return jobs.start(firm, wish.source.kind === 'as_agent' ? 'cells' : wish.source.kind, rows);
    },
    client_jobs: () => ({ jobs: jobs.list() }),
    client_job: ({ id, state, offset, limit }) => {
      const { job, rows } = jobs.view(id);
      const shown = state === null ? rows : rows.filter((row) => row.state === state);
      return {
        job,
        total: shown.length,
        rows: shown.slice(offset, offset + Math.min(limit, 500)).map((row) => ({ ...row })),
      };
    },
    pause_job: ({ id }) => jobs.pause(id),
    resume_job: ({ id }) => jobs.resume(id),
    cancel_job: ({ id }) => jobs.cancel(id),
    retry_job: ({ id }) => jobs.retry(id),
    undo_job: ({ id }) => jobs.undo(id),
    client_agents: ({ firm }) => ({ agents: columnsOf(firmOf(firm), []), triesLeft, lockedUntil: null }),
    add_person_agent: ({ firm, identityNumber, lastName }) => {
      const digits = identityNumber.replace(/\s/g, '');
      if (!/^\d{11}$/.test(digits)) return { kind: 'not_a_number' };
      if (lastName.trim().toLocaleLowerCase('nb') !== 'haugland') {
        triesLeft = Math.max(0, triesLeft - 1);
        return {
          kind: 'wrong_pair',
          triesLeft,
          lockedUntil: triesLeft === 0 ? new Date(now + 3_600_000).toISOString() : null,
        };
      }
      const agent = '5f1c00b0-0000-4000-8000-000000000009';
      const { agents } = firmOf(firm);
      if (!agents.some(({ id }) => id === agent))
        agents.push({
          id: agent,
          kind: 'person',
          title: 'Siv Haugland',
          initials: 'SH',
          vendor: null,
          packages: [],
          services: 0,
        });
      return { kind: 'added', agent };
    },
    remove_agent: ({ firm: id, agent, withClients }) => {
      const firm = firmOf(id);
      const clients = firm.clients.filter(({ held }) => held.has(agent));
      if (clients.length > 0 && !withClients) return { kind: 'has_clients', clients: clients.length };
      for (const { held } of clients) held.delete(agent);
      firm.agents = firm.agents.filter((one) => one.id !== agent);
      return { kind: 'removed' };
    },
    client_templates: ({ firm }) => shownTemplates(firmOf(firm)),
    save_template: ({ id, ...rest }) => {
      const key = id ?? `t${templates.length + 10}`;
      templates = [...templates.filter((one) => one.id !== key), { ...rest, id: key }];
      return shownTemplates(firmOf(rest.firm));
    },
    delete_template: ({ firm, id }) => {
      templates = templates.filter((one) => one.id !== id);
      return shownTemplates(firmOf(firm));
    },
    client_coverage: coverageOf,
    export_clients: () => ({ path: '/home/kari/Nedlastinger/klienter.csv', rows: choice.count }),
    my_clients: mine,
    leave_clients: ({ provider, client }) => {
      providers = providers
        .filter((one) => client !== null || one.partyUuid !== provider)
        .map((one) =>
          one.partyUuid === provider
            ? { ...one, clients: one.clients.filter(({ partyUuid }) => partyUuid !== client) }
            : one,
        );
      return mine();
    },
  };
}
