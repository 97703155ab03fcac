import { Button, ToggleGroup } from '@digdir/designsystemet-react';
import { FileExportIcon, FilesIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import type {
  Ability,
  AgentColumn,
  ClientFirm,
  ClientLack,
  Coverage,
  Language,
} from '~/api/generated/surface';
import { useRead } from '~/api/queries';
import { Check } from '~/components/Check';
import { useCopy } from '~/components/copy';
import { CopyButton } from '~/components/CopyButton';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon } from '~/components/Icon';
import { NotRead } from '~/components/NotRead';
import { Reader, ReaderTitle } from '~/components/Reader';
import { SkeletonText } from '~/components/Skeleton';
import { useStatus } from '~/components/status/StatusProvider';
import { useWordsIn } from '~/components/useWordsIn';
import { useDates, useWords } from '~/i18n';
import { ClientLine, ClientLines } from '../lines/ClientLines';
import { Numbers } from '../Numbers';
import { useExportClients } from '../useExportClients';
import styles from './Coverage.module.css';
import { letterTo, lettersTo, roleWords } from './letter-words';
import { RemoveAgentBar } from './RemoveAgentBar';

/** Clients that are drawn at once; the file has them all. */
const SHOWN = 100;
const languages: readonly Language[] = ['nb', 'nn', 'en'];

/** Which clients lack what for a system, and a text for each of them. For a person: since when, and taking it away. */
export function CoveragePane({
  firm,
  agent,
  change,
  onGone,
}: {
  firm: ClientFirm;
  agent: AgentColumn;
  change: Ability | undefined;
  onGone: () => void;
}) {
  const t = useWords();
  const dates = useDates();
  const query = { firm: firm.partyUuid, agent: agent.id, personPackages: [], clients: null };
  const isPerson = agent.kind === 'person';
  const { data, error, refetch } = useRead('client_coverage', query, { enabled: !isPerson });
  const exportClients = useExportClients();
  return (
    <Reader
      tools={
        !isPerson && (
          <Button
            variant="tertiary"
            onClick={() => {
              exportClients({ kind: 'coverage', coverage: query });
            }}
          >
            <Icon of={FileExportIcon} size="s" />
            {t('clients.export')}
          </Button>
        )
      }
      actions={<RemoveAgentBar firm={firm} agent={agent} change={change} onGone={onGone} />}
    >
      <ReaderTitle
        eyebrow={t(isPerson ? 'coverage.eyebrow.person' : 'coverage.eyebrow.system')}
        end={agent.fetchedAt !== null && t('common.fetched', { when: dates.when(agent.fetchedAt) })}
      >
        {agent.title}
      </ReaderTitle>
      <div className={styles.parts}>
        <p className="muted">
          {[
            agent.vendor !== null && t('coverage.vendor', { vendor: agent.vendor }),
            agent.addedAt === null
              ? t('coverage.noClientYet')
              : t('coverage.since', { date: dates.long(agent.addedAt) }),
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
        {agent.failure && <FailureNotice failure={agent.failure} compact />}
        {isPerson && <Check sort="info">{t('coverage.personText', { count: agent.counts.has })}</Check>}
        <NotRead of={{ error, refetch }} />
        {!isPerson && !data && !error && <SkeletonText lines={6} />}
        {data && <Report coverage={data} />}
      </div>
    </Reader>
  );
}

function Report({ coverage }: { coverage: Coverage }) {
  const t = useWords();
  const { say } = useStatus();
  const copy = useCopy();
  const [language, setLanguage] = useState<Language>(t.language);
  const [shownLetter, setShownLetter] = useState<string | null>(null);
  const words = useWordsIn(language);
  const { lacking } = coverage;
  const mailable = lacking.filter(({ isDeleted }) => !isDeleted);
  const letter = lacking.find(({ id }) => id === shownLetter);
  return (
    <>
      <Numbers
        of={(['all', 'some', 'none'] as const).map((key) => ({
          label: t(`coverage.number.${key}`),
          count: coverage[key],
        }))}
      />
      <section>
        <h2 className="h2">{t('coverage.packages')}</h2>
        <table className={styles.packages}>
          <thead>
            <tr>
              <th scope="col">{t('coverage.package')}</th>
              <th scope="col">{t('coverage.given')}</th>
              <th scope="col">{t('coverage.notGiven')}</th>
            </tr>
          </thead>
          <tbody>
            {coverage.packages.map(({ package: of, given, missing }) => (
              <tr key={of.code}>
                <th scope="row">
                  {of.name}
                  {of.onlyByRole !== null && (
                    <span className={`muted sm ${styles.only ?? ''}`}>
                      {t('coverage.onlyByRole', { role: roleWords(t, of.onlyByRole) })}
                    </span>
                  )}
                </th>
                <td>{t.number(given)}</td>
                <td>{t.number(missing)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {lacking.length === 0 ? (
        <Check sort="yes">{t('coverage.everyone')}</Check>
      ) : (
        <section>
          <div className={styles.lackHead}>
            <h2 className="h2 grow">{t('coverage.lacking', { count: lacking.length })}</h2>
            <ToggleGroup
              value={language}
              variant="secondary"
              aria-label={t('coverage.letterLanguage')}
              onChange={(value) => {
                setLanguage(value as Language);
              }}
            >
              {languages.map((one) => (
                <ToggleGroup.Item key={one} value={one}>
                  {t(`settings.language.${one}`)}
                </ToggleGroup.Item>
              ))}
            </ToggleGroup>
            <Button
              variant="secondary"
              onClick={() => {
                void copy(lettersTo(words, coverage, lacking)).then((done) => {
                  if (done) say({ text: t('coverage.copied', { count: mailable.length }), icon: FilesIcon });
                });
              }}
            >
              <Icon of={FilesIcon} size="s" />
              {t('coverage.copyAll')}
            </Button>
          </div>
          <ClientLines>
            {lacking.slice(0, SHOWN).map((lack) => (
              <ClientLine key={lack.id} name={lack.name} orgNo={lack.orgNo} about={lackWords(t, lack)}>
                {lack.isDeleted ? (
                  <span className="muted sm">{t('clients.deleted')}</span>
                ) : (
                  <>
                    <button
                      type="button"
                      className="linkButton sm"
                      aria-expanded={shownLetter === lack.id}
                      onClick={() => {
                        setShownLetter(shownLetter === lack.id ? null : lack.id);
                      }}
                    >
                      {t('coverage.showLetter')}
                      <span className="vh"> {t('coverage.letterFor', { client: lack.name })}</span>
                    </button>
                    <CopyButton
                      className="linkButton sm"
                      text={letterTo(words, coverage, lack)}
                      label={t('coverage.copyOne')}
                    />
                  </>
                )}
                {letter?.id === lack.id && (
                  <p lang={language} className={styles.letter}>
                    {letterTo(words, coverage, letter)}
                  </p>
                )}
              </ClientLine>
            ))}
            {lacking.length > SHOWN && (
              <li className="muted sm">{t('coverage.more', { count: lacking.length - SHOWN })}</li>
            )}
          </ClientLines>
        </section>
      )}
    </>
  );
}

/** What one client lacks: what it must give, and what must be registered. */
function lackWords(t: ReturnType<typeof useWords>, { toGive, toRegister }: ClientLack): string {
  return [
    toGive.length > 0 && t('coverage.mustGive', { packages: t.list(toGive.map(({ name }) => name)) }),
    toRegister.length > 0 &&
      t('coverage.mustRegister', { roles: t.list(toRegister.map((role) => roleWords(t, role))) }),
  ]
    .filter(Boolean)
    .join(' ');
}
