import { useEffect, useState } from 'react';
import { ExclamationmarkTriangleIcon } from '@navikt/aksel-icons';
import { useRead } from '~/api/queries';
import { Icon } from '~/components/Icon';
import { Keys } from '~/components/keys/Keys';
import { useKeyboard } from '~/components/keys/ShortcutProvider';
import { ariaKeys } from '~/components/keys/shortcuts';
import { useSaid } from '~/components/status/StatusProvider';
import { useWords } from '~/i18n';
import { small, useMedia } from '~/components/useMedia';
import { CallMeter } from './CallMeter';
import { Fetched } from './Fetched';
import { JobNote } from './JobNote';
import { placeInSheet } from './panes';
import { PassingButton } from './PassingButton';
import styles from './StatusLine.module.css';
import { SyncNote } from './SyncNote';
import { WatchNote } from './WatchNote';

/** The last act and its undo; the connection, the calls, and help. */
export function StatusLine({ onHelp }: { onHelp: () => void }) {
  const t = useWords();
  const keyboard = useKeyboard();
  const { said, alerted, undoable, undo, hint } = useSaid();
  const { data: status } = useRead('status', {});
  const isSmall = useMedia(small);
  const connection = status?.connection ?? 'unknown';
  const last = alerted !== null && (said === null || alerted.at > said.at);
  const failed = last && !alerted.drawn;
  return (
    <footer className={styles.status} data-pane>
      <JobNote />
      <div className={styles.act} data-failed={failed || undefined}>
        {isSmall && !failed && !said && <Fetched />}
        {failed ? (
          <Icon of={ExclamationmarkTriangleIcon} size="s" />
        ) : (
          said?.icon && <Icon of={said.icon} size="s" />
        )}
        {/* The two live regions of the window, there from the start: what was done, and what failed. */}
        <span role="status" className={styles.text} hidden={failed}>
          {said?.text}
        </span>
        <span role="alert" className={failed ? styles.text : 'vh'} hidden={!last}>
          {alerted?.text}
        </span>
        {undoable?.until !== undefined && <Countdown until={undoable.until} />}
        {undoable && (
          <>
            {/* It goes with what it takes back, and when it is too late for it. */}
            <PassingButton
              place={placeInSheet}
              className={styles.undo}
              aria-keyshortcuts={ariaKeys('undo', keyboard)}
              onClick={undo}
            >
              {/* Where something else was said since, it names what it takes back. */}
              {!failed && said?.undo === undoable.undo
                ? t('common.undo')
                : t('frame.undo', { what: undoable.text })}
            </PassingButton>
            <Keys id="undo" />
          </>
        )}
        {!failed && said?.action && (
          <PassingButton place={placeInSheet} onClick={said.action.run}>
            {said.action.label}
          </PassingButton>
        )}
      </div>
      <div className={styles.right}>
        {!isSmall && hint && (
          <span className={styles.hint}>
            <Icon of={hint.icon} size="s" />
            {hint.text}
          </span>
        )}
        <WatchNote />
        {!isSmall && <SyncNote />}
        {!isSmall && (
          <>
            <span>
              {connection === 'online'
                ? t('frame.connected')
                : connection === 'offline'
                  ? t('frame.disconnected')
                  : t('frame.connectionUnknown')}
            </span>
            <CallMeter />
          </>
        )}
        <button type="button" className={styles.help} aria-keyshortcuts="F1" onClick={onHelp}>
          {t('frame.help')} <Keys id="help" />
        </button>
      </div>
    </footer>
  );
}

/** How long until it is sent: for the eye, not read aloud every second. */
function Countdown({ until }: { until: string }) {
  const t = useWords();
  const left = () => Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const timer = window.setInterval(() => {
      setSeconds(left());
    }, 250);
    return () => {
      window.clearInterval(timer);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `left` reads `until` alone
  }, [until]);
  return (
    <span aria-hidden className="nowrap">
      {t('frame.sendsIn', { seconds })}
    </span>
  );
}
