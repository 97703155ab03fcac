import { Tag } from '@digdir/designsystemet-react';
import {
  CaptionsIcon,
  CircleSlashIcon,
  ClockIcon,
  ExclamationmarkTriangleIcon,
  ExternalLinkIcon,
  EyeIcon,
  FilesIcon,
  KeyVerticalIcon,
  LayersIcon,
  PaperplaneFillIcon,
  PaperplaneIcon,
  PencilWritingIcon,
  PersonFillIcon,
  PersonIcon,
  QuestionmarkCircleIcon,
  XMarkOctagonFillIcon,
  XMarkOctagonIcon,
} from '@navikt/aksel-icons';
import type { Cue, CueCode, CueLevel } from '~/api/generated/surface';
import { useWords, type Words } from '~/i18n';
import { Check } from './Check';
import { Icon, type IconShape } from './Icon';

const icons: Record<CueCode, IconShape> = {
  name_trap: XMarkOctagonIcon,
  vendor_problem: ExclamationmarkTriangleIcon,
  administers_access: KeyVerticalIcon,
  unknown_vendor: QuestionmarkCircleIcon,
  redirect_elsewhere: ExternalLinkIcon,
  may_sign: PencilWritingIcon,
  may_submit: PaperplaneIcon,
  sees_payroll: PersonIcon,
  sees_sensitive: EyeIcon,
  duplicate: FilesIcon,
  unknown_item: CircleSlashIcon,
  broad: LayersIcon,
  old: ClockIcon,
  timed_out: ClockIcon,
  odd_characters: CaptionsIcon,
};
const filled: Partial<Record<CueCode, IconShape>> = {
  name_trap: XMarkOctagonFillIcon,
  may_submit: PaperplaneFillIcon,
  sees_payroll: PersonFillIcon,
};
const colours: Record<CueLevel, 'danger' | 'warning' | 'neutral'> = {
  stop: 'danger',
  caution: 'warning',
  note: 'neutral',
};

/** A cue in words: short for rows and package heads, long for the review and the receipt. */
export function cueWords(t: Words, { code, context }: Cue, length: 'short' | 'long'): string {
  switch (code) {
    case 'name_trap':
      return t(`cues.name_trap.${length}`, { vendor: context['vendor'] ?? '…' });
    case 'redirect_elsewhere':
      return length === 'short'
        ? t('cues.redirect_elsewhere.short')
        : t('cues.redirect_elsewhere.long', { host: context['host'] ?? '…' });
    case 'broad':
      return t(`cues.broad.${length}`, { count: Number(context['services']) });
    case 'old':
      // In a row the age itself stands beside it.
      return length === 'short' ? t('cues.old.short') : t('cues.old.long', { days: Number(context['days']) });
    default:
      return t(`cues.${code}.${length}`);
  }
}

/** A cue in a row. */
export function CueTag({ cue }: { cue: Cue }) {
  const t = useWords();
  return (
    <Tag data-color={colours[cue.level]}>
      {cue.level !== 'note' && <Icon of={icons[cue.code]} size="xs" />}
      <span className="ell">{cueWords(t, cue, 'short')}</span>
    </Tag>
  );
}

/** A cue in the review: its level is said to those who do not see the colour. */
export function CueLine({ cue }: { cue: Cue }) {
  const t = useWords();
  const words = cueWords(t, cue, 'long');
  return (
    <Check
      sort={cue.level === 'stop' ? 'no' : cue.level === 'caution' ? 'caution' : 'info'}
      icon={filled[cue.code] ?? icons[cue.code]}
    >
      <span className="vh">{t('cues.spoken', { level: t(`cues.level.${cue.level}`), words })}</span>
      <span aria-hidden>{words}</span>
    </Check>
  );
}
