// Commands on messages over the sample's world: filed, searched and opened as the core would.
import type {
  DeadlineSpan,
  Folder,
  GroupSpan,
  MessageFilter,
  MessageRow,
  MessagesQuery,
  Opened,
  PartyGroup,
  SavedView,
  Scope,
  Selection,
} from '~/api/generated/surface';
import { CommandError, unexpected } from '~/errors/CommandError';
import type { Answers } from '~/host/memory';
import type { World } from '../approvals';
import { groupMembers } from '../groups';
import { ago, now, organisations } from '../reviews';
import { sampleFile } from './files';
import { openedLetter, transmission, transmissionBody } from './letters';
import { messages, type SampleMessage } from './rows';

const day = (at: string | number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format(new Date(at));
const today = day(now);
const daysTo = (at: string) => (Date.parse(day(at)) - Date.parse(today)) / 86_400_000;

function spanOf(at: string): GroupSpan {
  const days = daysTo(at);
  if (days > 0) return { kind: 'later' };
  if (days === 0) return { kind: 'today' };
  if (days === -1) return { kind: 'yesterday' };
  const [year, month] = day(at).split('-').map(Number) as [number, number];
  if (day(at).slice(0, 7) === today.slice(0, 7)) return { kind: 'earlier_this_month' };
  return { kind: 'month', year, month };
}

function inFolder({ row, folder }: SampleMessage, wanted: Folder): boolean {
  if (wanted === 'all') return true;
  if (wanted === 'archive' || wanted === 'bin') return row.filed === wanted;
  return row.filed === 'open' && folder === wanted;
}

function isOver(row: MessageRow): boolean {
  return row.due !== null && Date.parse(row.due) < now && row.status !== 'completed';
}

function fits({ row, serviceId }: SampleMessage, filter: MessageFilter): boolean {
  const { due } = filter;
  return (
    (!filter.unread || row.unread) &&
    (filter.statuses.length === 0 || filter.statuses.includes(row.status)) &&
    (filter.owners.length === 0 || filter.owners.includes(row.owner)) &&
    (filter.services.length === 0 || filter.services.includes(serviceId)) &&
    (!filter.attachments || row.attachments > 0) &&
    (due === null ||
      (row.due !== null &&
        (due === 'any' ||
          (due === 'overdue' && isOver(row)) ||
          (due === 'today' && daysTo(row.due) === 0) ||
          (due === 'week' && daysTo(row.due) >= 0 && daysTo(row.due) <= 7))))
  );
}

/** Where words hit a text. */
function hits(text: string, words: readonly string[]): [number, number][] {
  const lower = text.toLocaleLowerCase('nb');
  return words
    .map((word): [number, number] => [lower.indexOf(word), word.length])
    .filter(([at]) => at >= 0)
    .sort((a, b) => a[0] - b[0]);
}

const byNewest = (a: MessageRow, b: MessageRow) => Date.parse(b.at) - Date.parse(a.at);
const orders: Record<MessagesQuery['sort'], (a: MessageRow, b: MessageRow) => number> = {
  newest: byNewest,
  oldest: (a, b) => byNewest(b, a),
  due: (a, b) => (a.due ?? '9').localeCompare(b.due ?? '9'),
  sender: (a, b) => a.sender.localeCompare(b.sender, 'nb') || byNewest(a, b),
};

/** Answers of the commands on messages. */
export function messagesAnswers({ emit }: World, offline: boolean, count: number): Answers {
  // Rows are changed by what is done: every world has its own.
  const all = messages(count).map((one) => ({ ...one }));
  const byId = new Map(all.map((one) => [one.row.id, one]));
  const opened = new Map<string, Opened>();
  const first = all[0];
  if (first) opened.set(first.row.id, openedLetter(first));
  const undos = new Map<string, [string, Partial<MessageRow>][]>();
  let groups: PartyGroup[] = [{ id: 'g1', name: 'Mva-klienter', members: 3 }];
  let views: SavedView[] = [];
  let number = 1;

  const one = (id: string): SampleMessage => {
    const found = byId.get(id);
    if (!found) throw new CommandError({ ...unexpected('sample'), code: 'message_gone' });
    return found;
  };
  const inScope = ({ row }: SampleMessage, scope: Scope) =>
    scope.kind === 'all' ||
    (scope.kind === 'organisation'
      ? row.partyUuid === scope.partyUuid
      : (groupMembers.get(scope.id) ?? []).includes(row.partyUuid));
  const held = ({ folder, scope }: Pick<MessagesQuery, 'folder' | 'scope'>) =>
    all.filter((message) => inFolder(message, folder) && inScope(message, scope));
  const wordsOf = (text: string) =>
    text
      .toLocaleLowerCase('nb')
      .split(/\s+/)
      .filter((word) => word !== '' && !word.includes(':'));
  const filtersOf = (text: string) =>
    text.split(/\s+/).filter((word) => /^(fra|til|status|frist):./.test(word));
  const matching = (query: MessagesQuery): SampleMessage[] => {
    const words = wordsOf(query.text);
    const from = filtersOf(query.text).filter((word) => word.startsWith('fra:'));
    return held(query)
      .filter((message) => {
        const { row, service } = message;
        const text = [row.title, row.summary, row.sender, row.recipient, service]
          .join(' ')
          .toLocaleLowerCase('nb');
        return (
          fits(message, query.filter) &&
          words.every((word) => text.includes(word)) &&
          from.every((word) =>
            row.sender.toLocaleLowerCase('nb').includes(word.slice(4).toLocaleLowerCase('nb')),
          )
        );
      })
      .sort((a, b) => orders[query.sort](a.row, b.row));
  };
  const select = (selection: Selection): SampleMessage[] =>
    selection.kind === 'ids'
      ? selection.ids.map(one)
      : matching(selection.list).filter(({ row }) => !selection.except.includes(row.id));

  const message = (id: string) => {
    const found = one(id);
    const copy = opened.get(id) ?? null;
    return {
      row: { ...found.row, kept: copy !== null },
      orgNo: found.orgNo,
      service: found.service,
      serviceId: found.serviceId,
      created: ago(33),
      seenBy: [
        ...(copy ? [{ name: 'Kari Haugen', at: copy.readAt, isMe: true }] : []),
        ...(found.row.unread ? [] : [{ name: 'Odd Lunde', at: ago(3), isMe: false }]),
      ],
      systems:
        found.row.partyUuid === organisations.fjord.partyUuid
          ? [{ partyUuid: organisations.fjord.partyUuid, id: 's1', title: 'SmartCloud Regnskap' }]
          : [],
      opened: copy,
      open: offline
        ? { way: 'none' as const, reason: 'offline' as const }
        : { way: 'api' as const, reason: null },
      needsStepUp: found.letter === 'level4' && copy === null,
    };
  };
  const setOpened = (id: string, change: (copy: Opened) => Opened) => {
    const copy = opened.get(id);
    if (copy) opened.set(id, change(copy));
    emit({ kind: 'changed', topics: ['messages'] });
  };
  const setAttachment = (id: string, attachmentId: string) => {
    setOpened(id, (copy) => ({
      ...copy,
      attachments: copy.attachments.map((file) =>
        file.id === attachmentId ? { ...file, state: { kind: 'kept' as const } } : file,
      ),
    }));
  };
  const dueRows = (scope: Scope) =>
    all
      .filter(
        (message) =>
          message.row.filed === 'open' &&
          inScope(message, scope) &&
          message.row.status !== 'completed' &&
          (message.row.due !== null || message.row.status === 'requires_attention'),
      )
      .map(({ row }) => row)
      .sort((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9'));
  const dueSpan = (row: MessageRow): DeadlineSpan => {
    if (row.due === null) return 'no_date';
    if (isOver(row)) return 'overdue';
    const days = daysTo(row.due);
    return days === 0 ? 'today' : days <= 7 ? 'week' : 'later';
  };
  const canBeSent = (row: MessageRow) => row.status === 'draft' || row.status === 'in_progress';

  return {
    messages: (query) => {
      const found = matching(query);
      const words = wordsOf(query.text);
      const chipped = held(query).map(({ row }) => row);
      const spans: { span: GroupSpan; first: number; count: number }[] = [];
      if (query.text === '' && (query.sort === 'newest' || query.sort === 'oldest')) {
        found.forEach(({ row }, index) => {
          const span = spanOf(row.at);
          const last = spans.at(-1);
          if (last && JSON.stringify(last.span) === JSON.stringify(span)) last.count += 1;
          else spans.push({ span, first: index, count: 1 });
        });
      }
      return {
        total: found.length,
        isTotalExact: true,
        rows: found.slice(query.offset, query.offset + query.limit).map(({ row }) => ({
          ...row,
          titleHits: hits(row.title, words),
          summaryHits: hits(row.summary, words),
        })),
        groups: spans,
        chips: {
          all: chipped.length,
          unread: chipped.filter(({ unread }) => unread).length,
          requiresAttention: chipped.filter(({ status }) => status === 'requires_attention').length,
          due: chipped.filter(({ due }) => due !== null).length,
          attachments: chipped.filter(({ attachments }) => attachments > 0).length,
        },
        fetchedAt: new Date(now).toISOString(),
        heldSince: ago(330),
        failures: [],
        search: query.text === '' ? null : { filters: filtersOf(query.text), notUnderstood: [] },
        arrived: { count: 0, latest: 0 },
      };
    },
    message_place: ({ list, id }) => {
      const found = matching(list).map(({ row }) => row);
      const index = found.findIndex((row) => row.id === id);
      return {
        index: index < 0 ? null : index,
        previous: found[index - 1]?.id ?? null,
        next: found[index + 1]?.id ?? null,
        nextUnread: found.slice(index + 1).find(({ unread }) => unread)?.id ?? null,
      };
    },
    message_facets: ({ list }) => {
      const facet = (key: (message: SampleMessage) => [string, string], chosen: readonly string[]) => {
        const counted = new Map<string, { id: string; name: string; count: number }>();
        for (const found of held(list)) {
          const [id, name] = key(found);
          counted.set(id, { id, name, count: (counted.get(id)?.count ?? 0) + 1 });
        }
        for (const id of chosen) {
          const name = all.map(key).find(([other]) => other === id)?.[1] ?? id;
          if (!counted.has(id)) counted.set(id, { id, name, count: 0 });
        }
        return [...counted.values()].sort((a, b) => b.count - a.count).slice(0, 200);
      };
      return {
        owners: facet(({ row }) => [row.owner, row.sender], list.filter.owners),
        services: facet(({ serviceId, service }) => [serviceId, service], list.filter.services),
      };
    },
    message_counts: ({ scope }) => {
      const due = dueRows(scope).filter((row) => dueSpan(row) !== 'later');
      return {
        inboxUnread: held({ folder: 'inbox', scope }).filter(({ row }) => row.unread).length,
        drafts: held({ folder: 'drafts', scope }).length,
        deadlines: due.length,
        overdue: due.filter(isOver).length,
      };
    },
    message: ({ id }) => message(id),
    open_message: async ({ id }) => {
      await new Promise((resolve) => setTimeout(resolve, 250));
      const found = one(id);
      if (found.letter === 'level4')
        throw new CommandError({ ...unexpected('sample'), code: 'message_level_too_low' });
      if (offline && !opened.has(id)) throw new CommandError({ ...unexpected('sample'), code: 'offline' });
      if (!opened.has(id)) opened.set(id, openedLetter(found));
      found.row = { ...found.row, unread: false, markedUnread: false, seenByMe: true };
      return message(id);
    },
    close_message: () => ({}),
    transmissions: ({ id, offset, limit }) => {
      const found = one(id);
      const total = found.row.transmissions;
      return {
        total,
        rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index) =>
          transmission(found, offset + index),
        ),
      };
    },
    open_transmission: ({ id, transmissionId }) => ({
      ...transmission(one(id), Number(transmissionId.slice(1))),
      body: { kind: 'shown', document: transmissionBody, lang: 'nb' },
    }),
    access_reason: () => ({
      level: 4,
      neededLevel: 3,
      grants: [
        { kind: 'role', name: 'Daglig leder' },
        { kind: 'access_package', name: 'Skattegrunnlag' },
      ],
    }),
    message_history: ({ id }) => ({
      seen: message(id).seenBy,
      labels: [{ at: ago(2), label: 'archive', set: false, by: 'Odd Lunde' }],
    }),
    fetch_attachment: ({ id, attachmentId }) => {
      setAttachment(id, attachmentId);
      return opened.get(id)!.attachments.find((file) => file.id === attachmentId)!;
    },
    save_attachment: ({ id, attachmentId }) => {
      setAttachment(id, attachmentId);
      return { path: '~/Nedlastinger/Vedlegg.pdf', files: 1, failed: [] };
    },
    save_attachments: ({ id, form }) => ({
      path: form === 'zip' ? '~/Nedlastinger/Vedlegg.zip' : '~/Nedlastinger/Vedlegg',
      files: opened.get(id)?.attachments.length ?? 0,
      failed: [],
    }),
    open_attachment: () => ({}),
    attachment_bytes: ({ id, attachmentId }) => {
      const file = opened.get(id)?.attachments.find((each) => each.id === attachmentId);
      return sampleFile(file?.name ?? '', one(id).row.title);
    },
    run_action: ({ id, actionId }) => {
      const action = opened.get(id)?.actions.find((each) => each.id === actionId);
      if (!action) throw new CommandError({ ...unexpected('sample'), code: 'not_found' });
      if (action.inBrowser) return { kind: 'opened', host: action.host };
      const busy = (on: boolean) => {
        setOpened(id, (copy) => ({
          ...copy,
          actions: copy.actions.map((each) => (each.id === actionId ? { ...each, busy: on } : each)),
        }));
      };
      busy(true);
      setTimeout(() => {
        busy(false);
      }, 4000);
      return { kind: 'accepted' };
    },
    open_letter_link: ({ href, confirmed }) => {
      const { protocol, hostname, pathname } = new URL(href);
      if (confirmed) return { kind: 'opened' };
      if (protocol === 'mailto:') return { kind: 'ask_program', program: 'mail', to: pathname };
      if (protocol === 'tel:') return { kind: 'ask_program', program: 'phone', to: pathname };
      return { kind: 'ask', host: hostname, punycode: null };
    },
    confirm_receipt: ({ id }) => {
      setOpened(id, (copy) => ({ ...copy, melding: copy.melding && { ...copy.melding, confirming: true } }));
      setTimeout(() => {
        setOpened(id, (copy) => ({
          ...copy,
          melding: copy.melding && {
            ...copy.melding,
            confirming: false,
            confirmedAt: new Date(now).toISOString(),
          },
        }));
      }, 4000);
      return { kind: 'taken' };
    },
    purge_message: ({ id }) => {
      all.splice(all.indexOf(one(id)), 1);
      byId.delete(id);
      return {};
    },
    file_messages: ({ selection, filing }) => {
      const parts: Record<typeof filing, Partial<MessageRow>> = {
        archive: { filed: 'archive' },
        bin: { filed: 'bin' },
        restore: { filed: 'open' },
        mark_unread: { markedUnread: true, unread: true },
        unmark_unread: { markedUnread: false, unread: false },
      };
      const part = parts[filing];
      const chosen = select(selection);
      const changed = chosen.filter(({ row }) =>
        Object.entries(part).some(([key, value]) => row[key as keyof MessageRow] !== value),
      );
      const key = `u${number++}`;
      undos.set(
        key,
        changed.map(({ row }) => [
          row.id,
          { filed: row.filed, markedUnread: row.markedUnread, unread: row.unread, waiting: row.waiting },
        ]),
      );
      for (const found of changed) found.row = { ...found.row, ...part, waiting: offline };
      return {
        changed: changed.length,
        unchanged: chosen.length - changed.length,
        undo: changed.length > 0 ? key : null,
        queued: offline,
      };
    },
    undo_filing: ({ undo }) => {
      const changes = undos.get(undo ?? '') ?? [];
      for (const [id, part] of changes) one(id).row = { ...one(id).row, ...part };
      undos.delete(undo ?? '');
      return { restored: changes.length, first: changes[0]?.[0] ?? null };
    },
    filing_queue: () => ({ waiting: all.filter(({ row }) => row.waiting).length, refused: 0, failure: null }),
    deadlines: ({ scope, filter, offset, limit }) => {
      const whole = dueRows(scope);
      const rows = whole.filter(
        (row) =>
          filter === 'all' ||
          (filter === 'requires_attention' ? row.status === 'requires_attention' : canBeSent(row)),
      );
      const spans: DeadlineSpan[] = ['overdue', 'today', 'week', 'later', 'no_date'];
      let at = 0;
      const placed = spans.flatMap((span) => {
        const size = rows.filter((row) => dueSpan(row) === span).length;
        const group = { span, first: at, count: size };
        at += size;
        return size > 0 ? [group] : [];
      });
      const peaks: Record<number, string> = { 4: 'Forskuddsskatt', 25: 'A-melding', 28: 'Mva 5. termin' };
      return {
        total: rows.length,
        rows: rows.slice(offset, offset + limit),
        groups: placed,
        days: Array.from({ length: 33 }, (_, index) => {
          const date = day(now + (index - 3) * 86_400_000);
          return {
            date,
            count: rows.filter((row) => row.due !== null && day(row.due) === date).length,
            mostly: peaks[index - 3] ?? null,
          };
        }),
        counts: {
          all: whole.length,
          requiresAttention: whole.filter(({ status }) => status === 'requires_attention').length,
          canBeSent: whole.filter(canBeSent).length,
          fourWeeks: whole.filter((row) => row.due !== null && !isOver(row) && daysTo(row.due) <= 28).length,
        },
        fetchedAt: new Date(now).toISOString(),
        arrived: { count: 0, latest: 0 },
        failures: [
          {
            partyUuid: 'p1',
            name: 'Solvik Kafé AS',
            failure: { ...unexpected('sample'), code: 'access_denied' },
          },
          {
            partyUuid: 'p2',
            name: 'Nes Bilverksted AS',
            failure: { ...unexpected('sample'), code: 'access_denied' },
          },
        ],
      };
    },
    saved_views: () => ({
      views: views.map((view) => ({
        ...view,
        unread: matching(view.list).filter(({ row }) => row.unread).length,
      })),
    }),
    save_view: ({ id, name, list }) => {
      const view = { id: id ?? `v${number++}`, name, list, unread: 0 };
      views = [...views.filter((each) => each.id !== view.id), view];
      return { views };
    },
    delete_view: ({ id }) => {
      views = views.filter((view) => view.id !== id);
      return { views };
    },
    party_groups: () => ({ groups }),
    group_members: ({ id }) => ({
      members: (groupMembers.get(id) ?? []).map((partyUuid) => {
        const name = Object.values(organisations).find((one) => one.partyUuid === partyUuid)?.name ?? null;
        return { partyUuid, name, initials: name?.slice(0, 2).toUpperCase() ?? '', kind: 'organisation' };
      }),
    }),
    save_group: ({ id, name, members }) => {
      const key = id ?? `g${number++}`;
      if (members) groupMembers.set(key, members);
      groups = [
        ...groups.filter((group) => group.id !== key),
        { id: key, name, members: groupMembers.get(key)?.length ?? 0 },
      ].sort((a, b) => a.name.localeCompare(b.name, 'nb'));
      return { groups };
    },
    delete_group: ({ id }) => {
      groups = groups.filter((group) => group.id !== id);
      return { groups };
    },
    sync_messages: () => syncState(offline, all.length),
    sync_state: () => syncState(offline, all.length),
    export_messages: ({ selection }) => ({
      path: '~/Nedlastinger/meldinger.csv',
      rows: select(selection).length,
    }),
    export_deadlines: ({ scope }) => ({ path: '~/Nedlastinger/frister.csv', rows: dueRows(scope).length }),
  };
}

function syncState(offline: boolean, held: number) {
  return {
    state: offline ? { kind: 'paused' as const, reason: 'offline' as const } : { kind: 'waiting' as const },
    last: new Date(now).toISOString(),
    next: offline ? null : new Date(now + 15 * 60_000).toISOString(),
    heldSince: ago(90),
    held,
    callsPerPoll: 3,
    parties: 412,
    services: 57,
    failure: null,
  };
}
