import { Button, Textfield } from '@digdir/designsystemet-react';
import { PersonPlusIcon } from '@navikt/aksel-icons';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { commandTopics, type ClientFirm, type Failure, type PersonAgentAdded } from '~/api/generated/surface';
import { useHost } from '~/api/host';
import { invalidateTopics, useRead } from '~/api/queries';
import { Check } from '~/components/Check';
import { FailureNotice } from '~/components/FailureNotice';
import { Modal } from '~/components/Modal';
import { useStatus } from '~/components/status/StatusProvider';
import { failureOf } from '~/errors';
import { useDates, useWords } from '~/i18n';
import styles from './Coverage.module.css';

/**
 * Adds a person, so that clients can be given to him or her. The identity number stays in its field only: it is read
 * when the form is sent, and the field is emptied at once, whatever comes of it.
 */
export function AddPersonDialog({
  firm,
  onAdded,
  onClose,
}: {
  firm: ClientFirm;
  onAdded: (agent: string) => void;
  onClose: () => void;
}) {
  const t = useWords();
  const dates = useDates();
  const host = useHost();
  const client = useQueryClient();
  const { say } = useStatus();
  const number = useRef<HTMLInputElement>(null);
  const [lastName, setLastName] = useState('');
  const [outcome, setOutcome] = useState<PersonAgentAdded | null>(null);
  const { data: agents } = useRead('client_agents', { firm: firm.partyUuid });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  // Not by the cache of acts: it would hold what was sent for some minutes.
  const add = async (identityNumber: string) => {
    setBusy(true);
    setOutcome(null);
    setFailure(null);
    try {
      const answer = await host.call('add_person_agent', {
        firm: firm.partyUuid,
        identityNumber,
        lastName: lastName.trim(),
      });
      if (answer.kind === 'added') {
        say({ text: t('coverage.person.added', { firm: firm.name }), icon: PersonPlusIcon });
        onClose();
        onAdded(answer.agent);
      } else {
        setOutcome(answer);
        number.current?.focus();
      }
    } catch (reason) {
      setFailure(failureOf(reason));
    }
    setBusy(false);
    await invalidateTopics(client, commandTopics.add_person_agent.topics);
  };
  const wrong = outcome?.kind === 'wrong_pair' ? outcome : null;
  const triesLeft = wrong?.triesLeft ?? agents?.triesLeft ?? 2;
  const lockedUntil = wrong?.lockedUntil ?? agents?.lockedUntil ?? null;
  const locked = triesLeft === 0;
  return (
    <Modal title={t('coverage.person.title', { firm: firm.name })} onClose={onClose}>
      <form
        className={styles.form}
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          const field = number.current;
          if (!field || busy || locked || field.value.trim() === '' || lastName.trim() === '') return;
          const identityNumber = field.value;
          field.value = '';
          void add(identityNumber);
        }}
      >
        <p className="muted">{t('coverage.person.text')}</p>
        <Textfield
          ref={number}
          // Not one of those that the engine offers again, nor one that is read over a shoulder.
          type="password"
          inputMode="numeric"
          autoComplete="off"
          label={t('coverage.person.number')}
          description={t('coverage.person.numberText')}
          {...(outcome?.kind === 'not_a_number' && { error: t('coverage.person.notANumber') })}
        />
        <Textfield
          label={t('coverage.person.lastName')}
          value={lastName}
          autoComplete="off"
          onChange={(event) => {
            setLastName(event.target.value);
          }}
        />
        <div role="status">
          {wrong && !locked && (
            <Check sort="caution">{t('coverage.person.wrongPair', { count: wrong.triesLeft })}</Check>
          )}
          {locked && (
            <Check sort="no">
              {lockedUntil === null
                ? t('coverage.person.locked')
                : t('coverage.person.lockedUntil', { clock: dates.clock(lockedUntil) })}
            </Check>
          )}
        </div>
        {!wrong && !locked && <Check sort="info">{t('coverage.person.lockText')}</Check>}
        {failure && <FailureNotice failure={failure} compact announce />}
        <div className={styles.buttons}>
          <Button type="submit" aria-disabled={locked || undefined} aria-busy={busy || undefined}>
            {busy ? t('common.sending') : t('coverage.person.add')}
          </Button>
          <Button type="button" variant="secondary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
