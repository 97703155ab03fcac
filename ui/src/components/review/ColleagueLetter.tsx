import { Button, Textfield, ToggleGroup } from '@digdir/designsystemet-react';
import { EnvelopeClosedIcon, FilesIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import type { ColleagueNote, Language } from '~/api/generated/surface';
import { useAct, useRead } from '~/api/queries';
import { Check } from '~/components/Check';
import { copyText } from '~/components/copy';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon } from '~/components/Icon';
import { Modal } from '~/components/Modal';
import { NotRead } from '~/components/NotRead';
import { SkeletonText } from '~/components/Skeleton';
import { useStatus } from '~/components/status/StatusProvider';
import { useWordsIn } from '~/components/useWordsIn';
import { useWords } from '~/i18n';
import { letterOf, longestLetter, needWords, type Letter } from './letter';
import styles from './ColleagueLetter.module.css';
import review from './Review.module.css';

const languages: readonly Language[] = ['nb', 'nn', 'en'];

/** The way to a letter for a colleague who can decide. */
export function AskColleague({ requestKey }: { requestKey: string }) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={`linkButton ${review.ask}`}
        aria-haspopup="dialog"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('letter.write')}
      </button>
      {open && (
        <LetterDialog
          requestKey={requestKey}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function LetterDialog({ requestKey, onClose }: { requestKey: string; onClose: () => void }) {
  const t = useWords();
  const { data: note, error, refetch } = useRead('colleague_note', { key: requestKey });
  return (
    <Modal title={t('letter.title')} look="wide" onClose={onClose}>
      <NotRead of={{ error, refetch }} compact />
      {!note && !error && <SkeletonText lines={5} />}
      {note && <Writing note={note} onDone={onClose} />}
    </Modal>
  );
}

/** The letter, to be changed as one likes, and the two ways out. */
function Writing({ note, onDone }: { note: ColleagueNote; onDone: () => void }) {
  const t = useWords();
  const { say, alert } = useStatus();
  const [language, setLanguage] = useState(t.language);
  const [own, setOwn] = useState<Letter | null>(null);
  const words = useWordsIn(language);
  const letter = own ?? letterOf(words, note);
  const mail = useAct('open_external', {
    onSuccess: () => {
      say({ text: t('letter.mailed') });
      onDone();
    },
  });
  const copy = () => {
    copyText(letter.body).then(
      () => {
        say({ text: t('letter.copied') });
        onDone();
      },
      () => {
        alert(t('letter.notCopied'));
      },
    );
  };
  const tooLong = letter.subject.length + letter.body.length > longestLetter;
  return (
    <div className={styles.letter}>
      <div className={styles.who}>
        <div>
          <h3 className={styles.head}>{t('letter.mustBe')}</h3>
          <ul className={styles.list}>
            {note.needs.map((need) => (
              <li key={need}>
                <Check sort="info">{needWords(t, need, note)}</Check>
              </li>
            ))}
          </ul>
        </div>
        {note.whoCan.length > 0 && (
          <div>
            <h3 className={styles.head}>{t('approvals.who.usually')}</h3>
            <ul className={styles.list}>
              {note.whoCan.map(({ name, role }) => (
                <li key={`${name} ${role}`}>
                  {name} <span className="muted">{role.toLocaleLowerCase(t.locale)}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <div className={styles.languages}>
        <span id="letter-language">{t('letter.language')}</span>
        <ToggleGroup
          variant="secondary"
          aria-labelledby="letter-language"
          value={language}
          onChange={(value) => {
            setLanguage(value as Language);
            setOwn(null);
          }}
        >
          {languages.map((one) => (
            <ToggleGroup.Item key={one} value={one}>
              {t(`letter.language.${one}`)}
            </ToggleGroup.Item>
          ))}
        </ToggleGroup>
      </div>
      <Textfield
        label={t('letter.subjectLabel')}
        value={letter.subject}
        lang={language}
        onChange={(event) => {
          setOwn({ ...letter, subject: event.target.value });
        }}
      />
      <Textfield
        multiline
        rows={12}
        className={styles.body}
        label={t('letter.bodyLabel')}
        lang={language}
        value={letter.body}
        onChange={(event) => {
          setOwn({ ...letter, body: event.target.value });
        }}
      />
      <p className="muted sm">{t('letter.unsent')}</p>
      {mail.error && <FailureNotice failure={mail.error.failure} compact announce />}
      {tooLong && <Check sort="caution">{t('letter.tooLong')}</Check>}
      <div className={styles.ways}>
        <Button onClick={copy}>
          <Icon of={FilesIcon} />
          {t('letter.copy')}
        </Button>
        <Button
          variant="secondary"
          aria-disabled={tooLong || undefined}
          onClick={() => {
            if (!tooLong && !mail.isPending) mail.mutate({ target: { kind: 'letter', ...letter } });
          }}
        >
          <Icon of={EnvelopeClosedIcon} />
          {t('letter.mail')}
        </Button>
      </div>
    </div>
  );
}
