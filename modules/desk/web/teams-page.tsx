import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, post, remove } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { Button } from '#web/ui/button.tsx';
import { DeleteByName } from '#web/ui/delete-by-name.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { TextField } from '#web/ui/form-fields.tsx';
import { Checkbox } from '#web/ui/inputs.tsx';
import { Page } from '#web/ui/page.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { type Draft, SaveForm } from '#web/ui/save-form.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import type { Team } from '../contract.ts';
import { membersQuery, teamsQuery } from './desk-queries.ts';

/** Groups of members that conversations can be given to. */
export function TeamsPage() {
  const { t } = useTranslation();
  const locked = useLocked('teams.change');
  const teams = useQuery(teamsQuery);
  const [adding, setAdding] = useState(false);
  const add = locked === undefined && (
    <Button look="main" icon={Plus} onClick={() => setAdding(true)}>
      {t('settings:teams.add')}
    </Button>
  );
  return (
    <Page
      title={t('titles:teams.title')}
      description={locked ?? t('settings:teams.text')}
      width="text"
      action={teams.data?.length ? add : null}
    >
      {teams.isPending && <Skeleton />}
      {teams.error && <ErrorState error={teams.error} onRetry={() => void teams.refetch()} />}
      {teams.data?.length === 0 && (
        <EmptyState icon={UsersRound} title={t('settings:teams.none')} action={add}>
          {t('settings:teams.noneText')}
        </EmptyState>
      )}
      {teams.data && teams.data.length > 0 && (
        <Rows label={t('titles:teams.title')}>
          {teams.data.map((team) => (
            <TeamRow key={team.id} team={team} mayChange={locked === undefined} />
          ))}
        </Rows>
      )}
      <Drawer open={adding} onOpenChange={setAdding} title={t('settings:teams.add')}>
        <TeamForm onDone={() => setAdding(false)} />
      </Drawer>
    </Page>
  );
}

function TeamRow({ team, mayChange }: { readonly team: Team; readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [editing, setEditing] = useState(false);
  return (
    <Row
      title={team.name}
      text={t('settings:teams.members', { count: team.memberIds.length })}
      actions={
        mayChange &&
        !editing && (
          <>
            <Button onClick={() => setEditing(true)} aria-label={t('settings:changeName', { name: team.name })}>
              {t('settings:change')}
            </Button>
            <DeleteByName
              name={team.name}
              text={t('settings:teams.deleteText')}
              remove={() => remove(`/api/teams/${team.id}`)}
              onDone={() => void queries.invalidateQueries({ queryKey: teamsQuery.queryKey })}
            />
          </>
        )
      }
    >
      {editing && <TeamForm team={team} onDone={() => setEditing(false)} />}
    </Row>
  );
}

interface TeamDraft {
  readonly name: string;
  readonly memberIds: readonly string[];
}

function TeamForm({ team, onDone }: { readonly team?: Team; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [value] = useState<TeamDraft>(() => ({ name: team?.name ?? '', memberIds: team?.memberIds ?? [] }));
  return (
    <SaveForm
      value={value}
      save={(draft) => (team ? patch(`/api/teams/${team.id}`, { body: draft }) : post('/api/teams', { body: draft }))}
      onSaved={() => {
        void queries.invalidateQueries({ queryKey: teamsQuery.queryKey });
        onDone();
      }}
      fields={['name', 'memberIds']}
      submit={team ? t('ui:save') : t('settings:teams.make')}
      onCancel={onDone}
    >
      {(form) => (
        <>
          <TextField form={form} name="name" label={t('settings:name')} />
          <Members form={form} />
        </>
      )}
    </SaveForm>
  );
}

function Members({ form }: { readonly form: Draft<TeamDraft> }) {
  const { t } = useTranslation();
  const readsMembers = usePermission('members.read');
  const { data: members = [] } = useQuery({ ...membersQuery, enabled: readsMembers });
  const { memberIds } = form.draft;
  const here = members.filter(({ id, disabledAt, leftAt }) => memberIds.includes(id) || (disabledAt === null && leftAt === null));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-strong">{t('titles:members.title')}</legend>
      {here.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={<bdi>{name}</bdi>}
          checked={memberIds.includes(id)}
          onValue={(on) => form.set({ memberIds: on ? [...memberIds, id] : memberIds.filter((one) => one !== id) })}
        />
      ))}
    </fieldset>
  );
}
