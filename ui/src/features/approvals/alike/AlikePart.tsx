import { Button, Checkbox } from '@digdir/designsystemet-react';
import { Buildings3Icon } from '@navikt/aksel-icons';
import { Link } from '@tanstack/react-router';
import { useId, useRef } from 'react';
import type { Alike, AlikeRow, CueCode } from '~/api/generated/surface';
import { Check } from '~/components/Check';
import { CueTag } from '~/components/Cue';
import { FailureNotice } from '~/components/FailureNotice';
import { moveFocus } from '~/components/focus';
import { Icon } from '~/components/Icon';
import { formatOrgNo } from '~/components/OrgNo';
import { useFocusWhenLost } from '~/components/useFocusWhenLost';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import styles from './Alike.module.css';
import { whyNot } from './alike-view';
import { Outcomes } from './Outcomes';
import type { AlikeActs } from './useAlike';

/** The same system asks other organisations for the same: check them, choose, and approve all with one confirmation. */
export function AlikePart({ acts, open }: { acts: AlikeActs; open: string }) {
  const t = useWords();
  const { outcomes, alike, others } = acts;
  if (outcomes) return <Outcomes outcomes={outcomes} />;
  if (others === 0 && !acts.progress) return null;
  return (
    <section className={styles.part} aria-busy={acts.checking || undefined}>
      <div className={styles.head}>
        <Icon of={Buildings3Icon} />
        <div className="grow">
          <h2 className="h2">{t('alike.title', { count: others })}</h2>
          <p className="muted sm">{t('alike.text')}</p>
        </div>
        {!alike && !acts.progress && (
          <Button
            variant="secondary"
            aria-busy={acts.checking || undefined}
            onClick={() => {
              if (!acts.checking) acts.check();
            }}
          >
            {acts.checking ? t('alike.checking') : t('alike.check', { count: others + 1 })}
          </Button>
        )}
      </div>
      {acts.failure && <FailureNotice failure={acts.failure} compact announce retry={acts.again} />}
      {acts.refused && <FailureNotice failure={acts.refused} lead={t('approvals.failed.approve')} compact />}
      {acts.progress && (
        <p role="status" className="num">
          {t('alike.progress', acts.progress)}
        </p>
      )}
      {alike && !acts.progress && <Choice acts={acts} alike={alike} open={open} />}
    </section>
  );
}

function Choice({ acts, alike, open }: { acts: AlikeActs; alike: Alike; open: string }) {
  const t = useWords();
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  // The button that asked for them is gone.
  useFocusWhenLost('checked', () => {
    moveFocus(group.current, { preventScroll: true });
  });
  const can = alike.rows.filter(({ canApprove }) => canApprove);
  const cannot = alike.rows.filter(({ canApprove }) => !canApprove);
  // What every one of them shares stands in the review already.
  const common = new Set(
    (alike.rows[0]?.cues ?? [])
      .map(({ code }) => code)
      .filter((code) => alike.rows.every(({ cues }) => cues.some((cue) => cue.code === code))),
  );
  const all = can.length > 0 && acts.chosen.length === can.length;
  return (
    <>
      {alike.approve.way === 'api' ? (
        <div ref={group} tabIndex={-1} role="group" aria-labelledby={`${id}-chosen`} className={styles.rows}>
          <div className={styles.legend}>
            <span id={`${id}-chosen`} className="num">
              {t('alike.chosen', { chosen: acts.chosen.length, count: can.length })}
            </span>
            {can.length > 1 && (
              <button
                type="button"
                className="linkButton sm"
                onClick={() => {
                  acts.choose(
                    can.map(({ key }) => key),
                    !all,
                  );
                }}
              >
                {t(all ? 'alike.none' : 'alike.all')}
              </button>
            )}
          </div>
          <div className={styles.grid}>
            {can.map((row) => (
              <div key={row.key} className={styles.row}>
                <Checkbox
                  label={row.organisation}
                  description={t('alike.canPass', { number: formatOrgNo(row.orgNo) })}
                  checked={acts.isChosen(row.key)}
                  onChange={(event) => {
                    acts.choose([row.key], event.target.checked);
                  }}
                />
                <Cues row={row} common={common} />
              </div>
            ))}
          </div>
        </div>
      ) : (
        <>
          <Check sort="info">{t('alike.portal')}</Check>
          <ul className={styles.rows}>
            {can.map(({ key, organisation }) => (
              <li key={key} className={styles.row}>
                {key === open ? (
                  <span>{organisation}</span>
                ) : (
                  <Link to="/approvals/$key" params={{ key }}>
                    {organisation}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {cannot.length > 0 && <Others rows={cannot} open={open} />}
      {alike.more > 0 && <p className="muted sm">{t('alike.more', { count: alike.more })}</p>}
    </>
  );
}

/** What is worth a second look for this one alone stands beside it. */
function Cues({ row, common }: { row: AlikeRow; common: ReadonlySet<CueCode> }) {
  const cues = row.cues.filter(({ level, code }) => level !== 'note' && !common.has(code)).slice(0, 2);
  return (
    <span className={styles.cues}>
      {cues.map((cue) => (
        <CueTag key={cue.code} cue={cue} />
      ))}
    </span>
  );
}

/** Those that stay in the queue, and why. */
function Others({ rows, open }: { rows: readonly AlikeRow[]; open: string }) {
  const t = useWords();
  const sentence = useSentence();
  return (
    <div className={styles.others}>
      <h3 className={styles.legend}>{t('alike.others', { count: rows.length })}</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.key}>
            <Check sort="no">
              {row.key === open ? (
                <strong>{row.organisation}</strong>
              ) : (
                <Link to="/approvals/$key" params={{ key: row.key }}>
                  {row.organisation}
                </Link>
              )}
              <br />
              {whyNot(t, row, sentence)}
            </Check>
          </li>
        ))}
      </ul>
    </div>
  );
}
