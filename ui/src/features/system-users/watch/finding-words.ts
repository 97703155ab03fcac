// What the watch found, in words: a tag for the row, a title and a text for the page.
import type { DriftItem, DriftSince, Finding, RegisterStatus } from '~/api/generated/surface';
import { registerWords } from '~/components/rights/register-status';
import type { Dates, Words } from '~/i18n';

/** How serious a finding is. */
export type Tone = 'danger' | 'warning' | 'info' | 'neutral';

/** What a row says of a finding. */
export interface FindingTag {
  tone: Tone;
  text: string;
}

/** «3 nye»: the tag of one finding. */
export function findingTag(t: Words, finding: Finding): FindingTag {
  switch (finding.kind) {
    case 'vanished':
      return { tone: 'danger', text: t('watch.tag.vanished') };
    case 'vendor_problem':
      return { tone: 'danger', text: t(vendorTag(finding.register)) };
    case 'changed_elsewhere':
      return { tone: 'warning', text: t('watch.tag.elsewhere') };
    case 'services_added':
      return { tone: 'warning', text: t('watch.tag.added', { count: finding.services.length }) };
    case 'services_removed':
      return { tone: 'neutral', text: t('watch.tag.removed', { count: finding.services.length }) };
    case 'review_due':
      return { tone: 'info', text: t('watch.tag.due') };
  }
}

function vendorTag({ kind }: RegisterStatus) {
  switch (kind) {
    case 'bankrupt':
    case 'winding_up':
    case 'deleted':
      return `watch.tag.vendor.${kind}` as const;
    default:
      return 'watch.tag.vendor.other' as const;
  }
}

/** A finding on the page of its access. */
export interface FindingText {
  title: string;
  text: string;
}

/** Title and text of one finding. */
export function findingText(t: Words, dates: Dates, finding: Finding, vendor: string): FindingText {
  switch (finding.kind) {
    case 'vanished':
      return {
        title: t('watch.vanished.title'),
        text: t('watch.vanished.text', { time: dates.when(finding.at) }),
      };
    case 'vendor_problem':
      return {
        title: t('watch.vendor.title', { vendor }),
        text: t('watch.vendor.text', { status: registerWords(t, dates, finding.register) }),
      };
    case 'changed_elsewhere':
      return {
        title: t('watch.elsewhere.title'),
        text: [
          finding.added.length > 0 && t('watch.elsewhere.added', { items: namesOf(t, finding.added) }),
          finding.removed.length > 0 && t('watch.elsewhere.removed', { items: namesOf(t, finding.removed) }),
          t('watch.elsewhere.text'),
        ]
          .filter(Boolean)
          .join(' '),
      };
    case 'services_added':
      return {
        title: t(sinceIds.added[finding.since.kind], countAndDay(dates, finding.services, finding.since)),
        text: packagesOf(t, 'watch.added.text', finding.services, vendor),
      };
    case 'services_removed':
      return {
        title: t(sinceIds.removed[finding.since.kind], countAndDay(dates, finding.services, finding.since)),
        text: packagesOf(t, 'watch.removed.text', finding.services, vendor),
      };
    case 'review_due':
      return {
        title: t('watch.due.title'),
        text: t('watch.due.text', { date: dates.long(finding.on) }),
      };
  }
}

const sinceIds = {
  added: {
    receipt: 'watch.added.sinceReceipt',
    acknowledged: 'watch.added.sinceSeen',
    first_seen: 'watch.added.sinceFirst',
  },
  removed: {
    receipt: 'watch.removed.sinceReceipt',
    acknowledged: 'watch.removed.sinceSeen',
    first_seen: 'watch.removed.sinceFirst',
  },
} as const;

function countAndDay(dates: Dates, services: readonly DriftItem[], { at }: DriftSince) {
  return { count: services.length, date: dates.long(at) };
}

/** «Regnskap» og «Lønn»; many become a few and a count. */
function namesOf(t: Words, items: readonly DriftItem[]): string {
  const shown = items.slice(0, 3).map(({ name }) => t('changes.quoted', { name }));
  if (items.length > 3) shown.push(t('rights.failures.more', { count: items.length - 3 }));
  return t.list(shown);
}

function packagesOf(
  t: Words,
  id: 'watch.added.text' | 'watch.removed.text',
  services: readonly DriftItem[],
  vendor: string,
): string {
  const packages = [...new Set(services.flatMap(({ package: name }) => (name === null ? [] : [name])))];
  return t(id, {
    count: packages.length,
    packages: t.list(packages.map((name) => t('changes.quoted', { name }))),
    vendor,
  });
}

/** How the box around all findings looks: as the most serious of them. */
export function toneOf(findings: readonly Finding[]): 'danger' | 'warning' | 'info' {
  if (findings.some(({ kind }) => kind === 'vanished' || kind === 'vendor_problem')) return 'danger';
  return findings.every(({ kind }) => kind === 'review_due') ? 'info' : 'warning';
}

/** Services that came since, and when each was first seen: for marks in the list of what it may do. */
export function newsOf(findings: readonly Finding[]): ReadonlyMap<string, string> {
  return new Map(
    findings.flatMap((finding) =>
      finding.kind === 'services_added'
        ? finding.services.map(({ id, seenAt }): [string, string] => [id, seenAt])
        : finding.kind === 'changed_elsewhere'
          ? finding.added.map(({ id, seenAt }): [string, string] => [id, seenAt])
          : [],
    ),
  );
}
