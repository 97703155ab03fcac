import { Button } from '@digdir/designsystemet-react';
import { PencilIcon, TasklistStartIcon, TrashIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { ClientFirm, ClientTemplate } from '~/api/generated/surface';
import { useAct, useRead } from '~/api/queries';
import { Avatar } from '~/components/Avatar';
import { Check } from '~/components/Check';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon } from '~/components/Icon';
import { Reader, ReaderTitle } from '~/components/Reader';
import { useStatus } from '~/components/status/StatusProvider';
import { useWords } from '~/i18n';
import { PlanRows } from '../bulk/PlanRows';
import { PlanSummary } from '../bulk/PlanSummary';
import { StartBar } from '../bulk/StartBar';
import { usePlans } from '../bulk/usePlans';
import { namePackages, packageNames } from '../matrix/cell-words';
import { BeyondPart, templateChange } from './BeyondPart';
import { scopeWords } from './template-words';
import { TemplateForm } from './TemplateForm';
import styles from './Templates.module.css';

/** A template: whom it is about, what they are to have, what deviates, and the job that puts it right. */
export function TemplatePane({
  firm,
  template,
  onGone,
}: {
  firm: ClientFirm;
  template: ClientTemplate;
  onGone: () => void;
}) {
  const t = useWords();
  const navigate = useNavigate();
  const { say } = useStatus();
  const [editing, setEditing] = useState(false);
  const { data: agents } = useRead('client_agents', { firm: firm.partyUuid });
  const { data: groups } = useRead('party_groups', {});
  const { data: firms } = useRead('client_firms', {});
  const [taken, setTaken] = useState(false);
  const beyond = taken && template.beyond > 0;
  const changes = useMemo(() => [templateChange(template, beyond)], [template, beyond]);
  const { sum, failure, plannable, again, pending } = usePlans(changes);
  const titles = useMemo(() => new Map(agents?.agents.map(({ id, title }) => [id, title])), [agents]);
  const remove = useAct('delete_template', {
    onSuccess: () => {
      say({ text: t('templates.deleted', { name: template.name }), icon: TrashIcon });
      onGone();
    },
  });
  if (editing)
    return (
      <TemplateForm
        firm={firm}
        template={template}
        onDone={() => {
          setEditing(false);
        }}
        onCancel={() => {
          setEditing(false);
        }}
      />
    );
  const plan = sum?.parts[0]?.plan;
  const names = packageNames(t, sum?.packages ?? []);
  return (
    <Reader
      tools={
        <>
          <Button
            variant="tertiary"
            onClick={() => {
              setEditing(true);
            }}
          >
            <Icon of={PencilIcon} size="s" />
            {t('templates.edit')}
          </Button>
          <Button
            variant="tertiary"
            onClick={() => {
              if (!remove.isPending) remove.mutate({ firm: firm.partyUuid, id: template.id });
            }}
          >
            <Icon of={TrashIcon} size="s" />
            {t('templates.delete')}
          </Button>
          <span className="grow" />
          <span>{t('templates.deleteNote')}</span>
        </>
      }
      actions={
        plannable && (
          <StartBar
            sum={sum}
            pending={pending}
            change={firms?.change ?? { way: 'none', reason: null }}
            firm={firm.name}
            onStarted={([first]) => {
              if (!first) return;
              say({ text: t('jobs.say.started', { count: 1 }), icon: TasklistStartIcon });
              void navigate({ to: '/clients/$view/$id', params: { view: 'jobs', id: first.id } });
            }}
          />
        )
      }
    >
      <ReaderTitle eyebrow={t('templates.eyebrow')}>{template.name}</ReaderTitle>
      <div className={styles.parts}>
        <p>
          {t.rich('templates.sentence', {
            scope: <b>{scopeWords(t, template.scope, groups?.groups ?? [])}</b>,
            clients: template.clients,
            agents: template.agents.length,
          })}
        </p>
        <section>
          <h2 className="h2">{t('templates.agents')}</h2>
          <ul className={styles.agents}>
            {template.agents.map(({ agent, packages }) => {
              const of = agents?.agents.find(({ id }) => id === agent);
              return (
                <li key={agent}>
                  <Avatar
                    initials={of?.initials ?? ''}
                    size="s"
                    kind={of?.kind === 'person' ? 'person' : 'organisation'}
                    tint
                  />
                  {of?.title ?? t('templates.agentGone')}
                  {packages.length > 0 && (
                    <span className="muted sm">
                      {t('templates.only', { packages: namePackages(t, names, packages) })}
                    </span>
                  )}
                </li>
              );
            })}
          </ul>
        </section>
        {remove.error && <FailureNotice failure={remove.error.failure} compact announce />}
        {failure && <FailureNotice failure={failure} compact retry={again} />}
        {sum && plan && (
          <section>
            <h2 className="h2">{t('templates.deviations')}</h2>
            {plan.changeCalls === 0 && plan.blocked === 0 ? (
              <Check sort="yes">{t(template.beyond > 0 ? 'templates.allHave' : 'templates.allFit')}</Check>
            ) : (
              <PlanSummary sum={sum} firm={firm.name} />
            )}
            {sum.parts.map((part, index) => (
              <PlanRows key={index} of={part} agents={titles} />
            ))}
          </section>
        )}
        {template.beyond > 0 && (
          <BeyondPart template={template} agents={titles} taken={taken} onTaken={setTaken} />
        )}
      </div>
    </Reader>
  );
}
