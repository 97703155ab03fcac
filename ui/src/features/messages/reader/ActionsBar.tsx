import { Button } from '@digdir/designsystemet-react';
import { ChevronDownIcon, CheckmarkCircleIcon, ExternalLinkIcon } from '@navikt/aksel-icons';
import { useRef, useState } from 'react';
import type { Message, MessageAction, Opened } from '~/api/generated/surface';
import { useAct, useRead } from '~/api/queries';
import { ActionBar } from '~/components/ActionBar';
import { BigButton } from '~/components/BigButton';
import { ConfirmBar } from '~/components/ConfirmBar';
import { FailureNotice } from '~/components/FailureNotice';
import { Flyout } from '~/components/Flyout';
import { moveFocus } from '~/components/focus';
import { Icon } from '~/components/Icon';
import { Menu } from '~/components/menu/Menu';
import { usePanes } from '~/components/Panes';
import { useStatus } from '~/components/status/StatusProvider';
import { useFocusAfterAsking } from '~/components/useFocusAfterAsking';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import styles from './ActionsBar.module.css';
import menus from '../list/Menus.module.css';
import { actionView } from './action-view';
import { MeldingConfirm, MeldingPurge, MeldingStatus } from './MeldingParts';

/** What the bar asks before it acts. */
type Asking = { kind: 'action'; action: MessageAction } | { kind: 'receipt' } | { kind: 'purge' };

/** What can be done with an opened message: its own actions, and those of Altinn Melding. */
export function ActionsBar({
  message,
  opened,
  onGone,
}: {
  message: Message;
  opened: Opened;
  onGone: () => void;
}) {
  const t = useWords();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const { data: status } = useRead('status', {});
  const [asking, setAsking] = useState<Asking | null>(null);
  const run = useAct('run_action', {
    onSuccess: (outcome, { actionId }) => {
      setAsking(null);
      const title = opened.actions.find(({ id }) => id === actionId)?.title ?? '';
      if (outcome.kind === 'opened')
        say({ text: t('messages.action.opened', { host: outcome.host }), icon: ExternalLinkIcon });
      else say({ text: t(`messages.action.${outcome.kind}`, { title }), icon: CheckmarkCircleIcon });
    },
    onError: ({ failure }) => {
      setAsking(null);
      const { what, means, next } = sentence(failure);
      alert(`${what}. ${means} ${next}`);
    },
  });
  const { id } = message.row;
  const offline = status?.connection === 'offline';
  const { melding } = opened;
  const { buttons, more } = actionView(opened.actions);
  const press = (action: MessageAction) => {
    if (action.prompt !== null || action.deletes) setAsking({ kind: 'action', action });
    else run.mutate({ id, actionId: action.id, confirmed: false });
  };
  const back = () => {
    setAsking(null);
  };
  const bar = useRef<HTMLDivElement>(null);
  const panes = usePanes();
  useFocusAfterAsking(asking !== null, () => {
    const first = bar.current?.querySelector('button');
    if (first) moveFocus(first, { preventScroll: true });
    else panes?.focusReader();
  });
  /** Why an action cannot be done now. */
  const whyNot = (action: MessageAction) =>
    !action.authorised
      ? t('messages.action.notAuthorised')
      : offline
        ? t('settings.reason.offline')
        : undefined;

  if (asking?.kind === 'receipt') return <MeldingConfirm message={message} onDone={back} onBack={back} />;
  if (asking?.kind === 'purge') return <MeldingPurge message={message} onDone={onGone} onBack={back} />;
  if (asking?.kind === 'action') {
    const { action } = asking;
    return (
      <ConfirmBar
        confirm={action.title}
        busy={run.isPending && t('common.sending')}
        danger={action.deletes}
        onConfirm={() => {
          run.mutate({ id, actionId: action.id, confirmed: true });
        }}
        onBack={back}
      >
        {action.prompt ??
          t.rich('messages.action.deletes', { sender: <bdi key="sender">{message.row.sender}</bdi> })}
      </ConfirmBar>
    );
  }

  const canConfirm = melding !== null && melding.confirmationNeeded && melding.confirmedAt === null;
  const canPurge = melding !== null && message.row.filed === 'bin';
  const host = buttons.find(({ inBrowser }) => inBrowser)?.host;
  const tells =
    melding !== null &&
    (melding.failure !== null ||
      melding.confirmedAt !== null ||
      melding.confirming ||
      melding.confirmationNeeded);
  if (buttons.length === 0 && !tells && !canPurge) return null;
  const unsettled = opened.actions.flatMap(({ id: key, title, unsettled: failure }) =>
    failure ? [<FailureNotice key={key} failure={failure} lead={`${title}:`} announce compact />] : [],
  );
  return (
    <>
      {unsettled}
      <ActionBar ref={bar}>
        {melding && <MeldingStatus melding={melding} />}
        {canConfirm && (
          <BigButton
            busy={melding.confirming ? t('messages.melding.confirming') : undefined}
            unavailable={
              melding.confirm.way === 'none'
                ? t(`settings.reason.${melding.confirm.reason ?? 'kind_unsupported'}`)
                : undefined
            }
            onClick={() => {
              setAsking({ kind: 'receipt' });
            }}
          >
            {t('messages.melding.confirm')}
          </BigButton>
        )}
        {buttons.map((action, index) => (
          <BigButton
            key={action.id}
            variant={index === 0 && !canConfirm ? 'primary' : 'secondary'}
            {...(action.deletes && { 'data-color': 'danger' as const })}
            unavailable={whyNot(action)}
            busy={
              action.busy || (run.isPending && run.variables.actionId === action.id)
                ? t('messages.action.busy')
                : undefined
            }
            onClick={() => {
              press(action);
            }}
          >
            {action.title} {action.inBrowser && <Icon of={ExternalLinkIcon} />}
          </BigButton>
        ))}
        {more.length > 0 && (
          <Flyout
            className={menus.trigger}
            placement="top-start"
            trigger={
              <>
                {t('messages.action.more')}
                <Icon of={ChevronDownIcon} size="s" />
              </>
            }
          >
            {(close) => (
              <Menu>
                {more.map((action) => {
                  const why = whyNot(action);
                  return (
                    <Button
                      key={action.id}
                      variant="tertiary"
                      aria-disabled={why !== undefined || undefined}
                      onClick={() => {
                        if (why !== undefined) return;
                        close();
                        press(action);
                      }}
                    >
                      <span>
                        {action.title}
                        {why !== undefined && <span className={menus.why}>{why}</span>}
                      </span>
                      {action.inBrowser && <Icon of={ExternalLinkIcon} size="s" />}
                    </Button>
                  );
                })}
              </Menu>
            )}
          </Flyout>
        )}
        {canPurge && (
          <BigButton
            variant="secondary"
            data-color="danger"
            unavailable={
              melding.purge.way === 'none'
                ? t(`settings.reason.${melding.purge.reason ?? 'kind_unsupported'}`)
                : undefined
            }
            onClick={() => {
              setAsking({ kind: 'purge' });
            }}
          >
            {t('messages.melding.purge')}
          </BigButton>
        )}
        <span className="grow" />
        {host !== undefined && (
          <span className={styles.aside}>{t('messages.action.inBrowser', { host })}</span>
        )}
      </ActionBar>
    </>
  );
}
