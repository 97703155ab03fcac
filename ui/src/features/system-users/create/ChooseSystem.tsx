import { Textfield } from '@digdir/designsystemet-react';
import { ArrowRightIcon } from '@navikt/aksel-icons';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { SystemRow } from '~/api/generated/surface';
import { useRead } from '~/api/queries';
import { Announce } from '~/components/Announce';
import { Avatar } from '~/components/Avatar';
import { Check } from '~/components/Check';
import { FailureNotice } from '~/components/FailureNotice';
import { moveFocus } from '~/components/focus';
import { Icon } from '~/components/Icon';
import { NotRead } from '~/components/NotRead';
import { formatOrgNo } from '~/components/OrgNo';
import { SkeletonText } from '~/components/Skeleton';
import { useFocusWhenLost } from '~/components/useFocusWhenLost';
import { useWords, type Words } from '~/i18n';
import type { Chosen } from './CreatePane';
import styles from './Create.module.css';

/** More hits than this are not worth reading: a word more finds the right one. */
const SHOWN = 50;

/** Which system: searched in Altinn's register where that may be read, else among those met before, or by its id. */
export function ChooseSystem({
  organisation,
  onChoose,
}: {
  organisation: Chosen;
  onChoose: (systemId: string) => void;
}) {
  const t = useWords();
  const field = useRef<HTMLInputElement>(null);
  // The list of organisations, or the page of a system, is gone.
  useFocusWhenLost(organisation.partyUuid, () => {
    moveFocus(field.current);
  });
  const [text, setText] = useState('');
  const looking = useDeferredValue(text.trim());
  const input = useMemo(() => ({ text: looking, refresh: false }), [looking]);
  const { data, error, refetch } = useRead('systems', input, { keep: true });
  const browse = data?.browse.way === 'api';
  const rows = (data?.rows ?? []).slice(0, SHOWN);
  const hits = !data
    ? ''
    : rows.length === 0
      ? t('creation.nothing', { text: looking })
      : t('creation.hits', { count: data.rows.length });
  return (
    <section className={styles.part}>
      <h2 className="h2">{t('creation.which')}</h2>
      <Textfield
        ref={field}
        type="search"
        className={styles.search}
        label={t(browse ? 'creation.search' : 'creation.searchKnown')}
        description={t('creation.searchHint')}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
      {data && !browse && <Check sort="info">{t('creation.noRegister')}</Check>}
      {data?.failure && <FailureNotice failure={data.failure} compact retry={() => void refetch()} />}
      <NotRead of={{ error, refetch }} compact />
      {!data && !error && <SkeletonText lines={4} />}
      {data && rows.length === 0 && (
        <p aria-hidden className="muted">
          {hits}
        </p>
      )}
      <Announce text={hits} />
      {rows.length > 0 && (
        <ul className={styles.systems} aria-label={t('creation.systems')}>
          {rows.map((row) => (
            <li key={row.systemId}>
              <button
                type="button"
                className={styles.system}
                onClick={() => {
                  onChoose(row.systemId);
                }}
              >
                <Avatar initials={initialsOf(row.name)} size="m" tint />
                <span className={styles.words}>
                  <span className={styles.name}>
                    <bdi>{row.name}</bdi>
                  </span>
                  <span className="muted sm">{bylineOf(t, row)}</span>
                  {row.description !== null && (
                    <span className={`muted sm ${styles.about}`}>
                      <bdi>{row.description}</bdi>
                    </span>
                  )}
                </span>
                <Icon of={ArrowRightIcon} size="s" />
                <span className="vh">{t('creation.showFor', { organisation: organisation.name })}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {data && data.rows.length > SHOWN && (
        <p className="muted sm">{t('creation.more', { count: data.rows.length - SHOWN })}</p>
      )}
      <p className="muted sm">{t('creation.notJudged')}</p>
    </section>
  );
}

function initialsOf(name: string): string {
  return name
    .split(/[\s_-]+/)
    .filter((word) => /^\p{L}/u.test(word))
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}

/** Vendor, its number, and how well the system is known here. */
function bylineOf(t: Words, { vendor, vendorOrgNo, usedBy, knownFrom }: SystemRow): string {
  return [
    vendor === vendorOrgNo
      ? t('common.orgNo', { number: formatOrgNo(vendorOrgNo) })
      : t('creation.byline', { vendor, number: formatOrgNo(vendorOrgNo) }),
    knownFrom === 'typed'
      ? t('creation.typed')
      : usedBy > 0
        ? t('approvals.review.usedBy', { count: usedBy })
        : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
}
