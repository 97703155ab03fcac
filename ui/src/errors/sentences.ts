// The one place where an error code becomes a sentence: what happened, what it means, what to do. The messages have
// ids built from the code, so a code without words is a type error here.
import { useCallback } from 'react';
import type { ErrorCode, Failure } from '~/api/generated/surface';
import { formatOrgNo } from '~/components/OrgNo';
import { makeDates, useWords, type MessageId, type Words } from '~/i18n';

/** A failure in words. */
export interface Sentence {
  /** What happened. */
  what: string;
  /** What it means. */
  means: string;
  /** What to do. */
  next: string;
}

/** What the screen can offer to do about a failure. */
export type NextStep = 'retry' | 'sign_in' | 'step_up' | 'more_scopes' | 'retry_keyring' | 'none';

/** Every case that a command can end in, and the step that helps. */
export const nextSteps: Record<ErrorCode, NextStep> = {
  offline: 'retry',
  timeout: 'retry',
  rate_limited: 'retry',
  upstream_down: 'retry',
  upstream_changed: 'none',
  outcome_unknown: 'none',
  login_required: 'sign_in',
  login_cancelled: 'sign_in',
  login_timeout: 'sign_in',
  browser_unavailable: 'none',
  program_unavailable: 'none',
  login_invalid: 'sign_in',
  login_unreadable: 'sign_in',
  level_too_low: 'step_up',
  scope_missing: 'more_scopes',
  consent_refused: 'more_scopes',
  client_not_registered: 'none',
  other_person: 'sign_in',
  person_unknown_at_altinn: 'retry',
  altinn_scope_missing: 'sign_in',
  access_denied: 'none',
  not_found: 'retry',
  conflict: 'retry',
  invalid_input: 'none',
  link_empty: 'none',
  link_too_long: 'none',
  link_not_a_link: 'none',
  link_several: 'none',
  link_not_https: 'none',
  link_credentials: 'none',
  link_port: 'none',
  link_foreign_host: 'none',
  link_lookalike_host: 'none',
  link_wrong_path: 'none',
  link_no_id: 'none',
  link_two_ids: 'none',
  link_bad_id: 'none',
  link_other_environment: 'none',
  link_kind_unsupported: 'none',
  request_not_found: 'retry',
  request_not_located: 'none',
  request_other_organisation: 'none',
  request_already_decided: 'retry',
  request_changed: 'retry',
  not_access_manager: 'none',
  missing_rights: 'none',
  missing_role: 'none',
  missing_delegation: 'none',
  access_list: 'none',
  service_level_too_low: 'step_up',
  missing_package: 'none',
  not_delegable: 'none',
  maskinporten_only: 'none',
  unknown_package: 'none',
  package_wrong_use: 'none',
  system_user_exists: 'none',
  registration_incomplete: 'none',
  delegation_failed: 'retry',
  system_gone: 'none',
  vendor_fault: 'none',
  organisation_unknown: 'none',
  system_user_gone: 'retry',
  system_user_other_organisation: 'none',
  withdraw_failed: 'retry',
  change_half_done: 'none',
  holdings_unreadable: 'retry',
  own_use_not_possible: 'none',
  system_unknown: 'none',
  holds_less: 'none',
  move_step_not_ready: 'none',
  not_acknowledged: 'none',
  message_gone: 'none',
  message_not_visible_yet: 'none',
  message_level_too_low: 'step_up',
  content_unavailable: 'retry',
  content_too_large: 'none',
  attachment_expired: 'none',
  attachment_save_only: 'none',
  not_opened: 'none',
  filed_elsewhere: 'none',
  nothing_to_undo: 'none',
  action_unanswered: 'none',
  deletion_too_early: 'none',
  confirmation_outstanding: 'none',
  part_of_conversation: 'none',
  link_not_opened: 'none',
  not_client_administrator: 'none',
  client_gone: 'retry',
  client_lacks_package: 'none',
  agent_gone: 'retry',
  agent_kind_not_allowed: 'none',
  person_mismatch: 'none',
  person_lookup_locked: 'none',
  plan_changed: 'none',
  plan_too_large: 'none',
  nothing_to_change: 'none',
  job_over: 'none',
  keyring_missing: 'retry_keyring',
  keyring_locked: 'retry_keyring',
  keyring_returned: 'none',
  store_locked: 'retry_keyring',
  store_damaged: 'none',
  disk_full: 'retry',
  file_not_written: 'retry',
  store_newer: 'none',
  address_not_allowed: 'none',
  unknown_command: 'none',
  unexpected: 'retry',
};

/** Ids of the three messages of a code; if one does not exist, this does not compile. */
function ids(code: ErrorCode): { what: MessageId; means: MessageId; next: MessageId } {
  return { what: `errors.${code}.what`, means: `errors.${code}.means`, next: `errors.${code}.next` };
}

/** What the sentences may name. The core gives some of it; for the rest there is a general word. */
function factsOf(t: Words, { context, afterS }: Failure): Record<string, string | number> {
  const {
    host,
    meant,
    organisation,
    items,
    folder,
    environment = '',
    asked,
    left,
    done,
    missing,
    clients,
    most,
    from,
    allowedAt,
  } = context;
  const day = (at: string) => makeDates(t).long(at);
  const environmentName = `sign-in.env.${environment}`;
  return {
    host: host ?? t('errors.fact.host'),
    meant: meant ?? t('errors.fact.meant'),
    organisation:
      organisation === undefined
        ? t('errors.fact.organisation')
        : // One that the person does not act for has only a number here.
          /^\d{9}$/.test(organisation)
          ? t('common.orgNo', { number: formatOrgNo(organisation) })
          : organisation,
    asked: Number(asked ?? 0),
    left: Number(left ?? 0),
    done: Number(done ?? 0),
    missing: Number(missing ?? 0),
    clients: Number(clients ?? 0),
    most: Number(most ?? 0),
    items: items ?? t('errors.fact.items'),
    folder: folder === 'data' ? t('errors.fact.data') : (folder ?? t('errors.fact.folder')),
    // An environment of ours has a name; another is named by its host.
    environment: t.has(environmentName)
      ? t.withAll(environmentName, {})
      : environment || t('errors.fact.environment'),
    wait: afterS ?? 0,
    from: from === undefined ? t('errors.fact.from') : day(from),
    allowedAt: allowedAt === undefined ? t('errors.fact.allowedAt') : day(allowedAt),
  };
}

/** The sentence of a failure. Facts that the core did not give have a general word. */
export function sentenceOf(t: Words, failure: Failure): Sentence {
  // A newer core may know codes that this window does not.
  const code: ErrorCode = failure.code in nextSteps ? failure.code : 'unexpected';
  const facts = factsOf(t, failure);
  const { what, means, next } = ids(code);
  return {
    what: t.withAll(what, facts),
    means: t.withAll(means, facts),
    next: t.withAll(next, facts),
  };
}

/** Gives sentences in the language of the screens. */
export function useSentence(): (failure: Failure) => Sentence {
  const t = useWords();
  return useCallback((failure: Failure) => sentenceOf(t, failure), [t]);
}
