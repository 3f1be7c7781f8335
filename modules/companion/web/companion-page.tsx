import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Flow } from '#contract/flow-state.ts';
import type { Member } from '#contract/organizations.ts';
import { get, patch } from '#web/data/api.ts';
import { listQuery } from '#web/data/by-address.ts';
import { usePreferences } from '#web/data/preferences.ts';
import { usePermission } from '#web/data/session.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { SelectField, SwitchField } from '#web/ui/form-fields.tsx';
import { Switch } from '#web/ui/inputs.tsx';
import { Link } from '#web/ui/link.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import type { CompanionChange, CompanionSettings } from '../contract.ts';

const settingsQuery = queryOptions({
  queryKey: ['companion'],
  queryFn: ({ signal }) => get<CompanionSettings>('/api/companion', { signal }),
  meta: { live: { changes: ['settings'] } },
});

const flowsQuery = listQuery<Flow>('/api/flows');

function useSave(): (change: CompanionChange) => Promise<void> {
  const queries = useQueryClient();
  return async (body) => {
    queries.setQueryData(settingsQuery.queryKey, await patch<CompanionSettings>('/api/companion', { body }));
    // Its flows are published with it.
    void queries.invalidateQueries({ queryKey: flowsQuery.queryKey });
  };
}

/** Whether it listens, who answers for it, and what of it people here have read. */
export function CompanionPage() {
  const { t } = useTranslation();
  const settings = useQuery(settingsQuery);
  return (
    <Page
      title={t('titles:companion.title')}
      description={t('companion:text')}
      width="text"
      state={
        settings.data && <Badge tone={settings.data.on ? 'leaf' : 'plain'}>{t(settings.data.on ? 'companion:on' : 'companion:off')}</Badge>
      }
    >
      {settings.isPending && <Skeleton lines={8} />}
      {settings.error && <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.data && (
        <>
          {/* Before it is switched on: nobody who switches it on shall not have seen it. */}
          <Reviewed settings={settings.data} />
          <Answering settings={settings.data} />
          <Reminders settings={settings.data} />
          <Flows settings={settings.data} />
        </>
      )}
    </Page>
  );
}

type Props = { readonly settings: CompanionSettings };

function Reviewed({ settings: { reviewed, unreviewed } }: Props) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const locked = useLocked('companion.configure');
  const save = useSave();
  const names = new Intl.DisplayNames([language], { type: 'language' });
  const nameOf = (tag: string) => names.of(tag) ?? tag;
  return (
    <Section title={t('companion:reviewed.title')} description={t('companion:reviewed.text')}>
      {unreviewed.length > 0 && (
        <p className="mb-4 rounded-control bg-amber-soft px-3 py-2 text-amber">
          {t('companion:reviewed.missing', { languages: new Intl.ListFormat([language]).format(unreviewed.map(nameOf)) })}
        </p>
      )}
      <SaveForm value={{ reviewed: reviewed.toSorted() }} save={save} fields={['reviewed']} locked={locked}>
        {(form) => (
          <div className="grid gap-4 two:grid-cols-2">
            {[...reviewed, ...unreviewed]
              .map((tag) => ({ tag, label: nameOf(tag) }))
              .toSorted((one, other) => one.label.localeCompare(other.label))
              .map(({ tag, label }) => (
                <Switch
                  key={tag}
                  label={label}
                  checked={form.draft.reviewed.includes(tag)}
                  onValue={(on) =>
                    form.set({ reviewed: [...form.draft.reviewed.filter((one) => one !== tag), ...(on ? [tag] : [])].sort() })
                  }
                />
              ))}
          </div>
        )}
      </SaveForm>
    </Section>
  );
}

function Answering({ settings: { on, responsibleId } }: Props) {
  const { t } = useTranslation();
  const locked = useLocked('companion.configure');
  const save = useSave();
  const members = useQuery({ ...listQuery<Member>('/api/members'), enabled: usePermission('members.read') }).data ?? [];
  const able = members.filter(({ role, disabledAt }) => disabledAt === null && (role === 'clinician' || role === 'owner'));
  const gone = responsibleId !== null && !able.some(({ id }) => id === responsibleId) ? [responsibleId] : [];
  const options = [
    { value: '', label: t('companion:service.nobody') },
    ...able.map(({ id, name }) => ({ value: id, label: name })),
    ...gone.map((id) => ({ value: id, label: members.find((one) => one.id === id)?.name ?? t('companion:service.somebody') })),
  ];
  return (
    <Section title={t('companion:service.title')} description={t('companion:service.text')}>
      <SaveForm
        value={{ on, responsibleId: responsibleId ?? '' }}
        save={(draft) => save({ on: draft.on, ...(draft.responsibleId === '' ? {} : { responsibleId: draft.responsibleId }) })}
        fields={['on', 'responsibleId']}
        locked={locked}
      >
        {(form) => (
          <>
            <SelectField
              form={form}
              name="responsibleId"
              options={options}
              label={t('companion:service.responsible')}
              hint={t('companion:service.responsibleHint')}
            />
            <SwitchField form={form} name="on" label={t('companion:service.confirm')} hint={t('companion:service.confirmHint')} />
            {on && !form.draft.on && <p className="rounded-control bg-amber-soft px-3 py-2 text-amber">{t('companion:service.offText')}</p>}
          </>
        )}
      </SaveForm>
      <p className="mt-4 text-muted">
        {t('companion:service.where')} <Link to="/settings/assistants">{t('titles:assistants.title')}</Link>
      </p>
    </Section>
  );
}

function Reminders({ settings: { nudges } }: Props) {
  const { t } = useTranslation();
  const locked = useLocked('companion.configure');
  const save = useSave();
  return (
    <Section title={t('companion:nudges.title')} description={t('companion:nudges.text')}>
      <SaveForm value={{ nudges }} save={save} fields={['nudges']} locked={locked}>
        {(form) => <SwitchField form={form} name="nudges" label={t('companion:nudges.on')} hint={t('companion:nudges.onHint')} />}
      </SaveForm>
    </Section>
  );
}

function Flows({ settings: { flows } }: Props) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const ours = useQuery({ ...flowsQuery, enabled: usePermission('flows.read') }).data ?? [];
  return (
    <Section title={t('companion:flows.title')} description={t('companion:flows.text')}>
      <Rows label={t('companion:flows.title')}>
        {flows.map(({ name, title, published }) => {
          const flow = ours.find((one) => one.name === name);
          return (
            <Row
              key={name}
              title={flow?.title ?? title[language] ?? title.en ?? name}
              {...(flow ? { to: `/flows/${flow.id}` } : {})}
              state={
                <Badge tone={published ? 'leaf' : 'plain'}>{t(published ? 'companion:flows.published' : 'companion:flows.missing')}</Badge>
              }
            />
          );
        })}
      </Rows>
    </Section>
  );
}
