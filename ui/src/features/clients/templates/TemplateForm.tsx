import { Button, Checkbox, Fieldset, Select, Textfield } from '@digdir/designsystemet-react';
import { LayersPlusIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import type { ClientFirm, ClientTemplate, TemplateAgent, TemplateScope } from '~/api/generated/surface';
import { useAct, useRead } from '~/api/queries';
import { FailureNotice } from '~/components/FailureNotice';
import { Reader, ReaderTitle } from '~/components/Reader';
import { useStatus } from '~/components/status/StatusProvider';
import { useWords } from '~/i18n';
import { clientList, usualClientChoice } from '../choice';
import styles from './Templates.module.css';

/** The longest name. */
const LONGEST = 60;

/** A scope as the value of a choice, and back. */
const valueOf = (scope: TemplateScope) =>
  scope.kind === 'all' ? 'all' : scope.kind === 'group' ? `group ${scope.id}` : `tag ${scope.tag}`;
function scopeOf(value: string): TemplateScope {
  if (value.startsWith('group ')) return { kind: 'group', id: value.slice(6) };
  if (value.startsWith('tag ')) return { kind: 'tag', tag: value.slice(4) };
  return { kind: 'all' };
}

/** Makes a template, or changes one: its name, whom it is about, and what they are to have. */
export function TemplateForm({
  firm,
  template,
  onDone,
  onCancel,
}: {
  firm: ClientFirm;
  template: ClientTemplate | null;
  onDone: (id: string) => void;
  onCancel: () => void;
}) {
  const t = useWords();
  const { say } = useStatus();
  const [name, setName] = useState(template?.name ?? '');
  const [scope, setScope] = useState<TemplateScope>(template?.scope ?? { kind: 'all' });
  const [chosen, setChosen] = useState<readonly TemplateAgent[]>(template?.agents ?? []);
  const { data: agents } = useRead('client_agents', { firm: firm.partyUuid });
  const { data: groups } = useRead('party_groups', {});
  const { data: page } = useRead('client_matrix', {
    ...clientList(firm.partyUuid, usualClientChoice, '', []),
    offset: 0,
    limit: 1,
  });
  const wanted = name.trim();
  const ready = wanted !== '' && chosen.length > 0;
  const save = useAct('save_template', {
    onSuccess: ({ templates }) => {
      say({ text: t('templates.saved', { name: wanted }), icon: LayersPlusIcon });
      const made = template ?? templates.find((one) => one.name === wanted);
      if (made) onDone(made.id);
      else onCancel();
    },
  });
  return (
    <Reader>
      <ReaderTitle eyebrow={t('templates.eyebrow')}>
        {template === null ? t('templates.newTitle') : t('templates.editTitle', { name: template.name })}
      </ReaderTitle>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !save.isPending)
            save.mutate({
              id: template?.id ?? null,
              firm: firm.partyUuid,
              name: wanted,
              scope,
              agents: [...chosen],
            });
        }}
      >
        <Textfield
          label={t('templates.name')}
          value={name}
          maxLength={LONGEST}
          autoComplete="off"
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
        <label>
          {t('templates.who')}
          <Select
            value={valueOf(scope)}
            onChange={(event) => {
              setScope(scopeOf(event.target.value));
            }}
          >
            <Select.Option value="all">{t('templates.scope.all')}</Select.Option>
            {groups?.groups.map(({ id, name: group }) => (
              <Select.Option key={id} value={`group ${id}`}>
                {t('templates.scope.group', { name: group })}
              </Select.Option>
            ))}
            {page?.tags.map(({ tag }) => (
              <Select.Option key={tag} value={`tag ${tag}`}>
                {t('templates.scope.tag', { tag })}
              </Select.Option>
            ))}
          </Select>
        </label>
        <Fieldset>
          <Fieldset.Legend>{t('templates.what')}</Fieldset.Legend>
          <Fieldset.Description>{t('templates.whatText')}</Fieldset.Description>
          <div className={styles.checks}>
            {agents?.agents.map(({ id, title }) => (
              <Checkbox
                key={id}
                label={title}
                value={id}
                checked={chosen.some(({ agent }) => agent === id)}
                onChange={(event) => {
                  setChosen(
                    event.target.checked
                      ? [...chosen, { agent: id, packages: [] }]
                      : chosen.filter(({ agent }) => agent !== id),
                  );
                }}
              />
            ))}
          </div>
        </Fieldset>
        {save.error && <FailureNotice failure={save.error.failure} compact announce />}
        <div className={styles.buttons}>
          <Button type="submit" aria-disabled={!ready || undefined}>
            {t('templates.save')}
          </Button>
          <Button type="button" variant="secondary" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Reader>
  );
}
