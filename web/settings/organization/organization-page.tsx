import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Organization, Role } from '#contract/organizations.ts';
import { get, patch } from '#web/data/api.ts';
import { useReader } from '#web/data/reader.ts';
import { meQuery, usePermission } from '#web/data/session.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { Combobox } from '#web/ui/combobox.tsx';
import { Field } from '#web/ui/field.tsx';
import { SwitchField, TextField } from '#web/ui/form-fields.tsx';
import { Checkbox } from '#web/ui/inputs.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { roles } from '../members/roles.ts';
import { countriesIn, languagesIn, zones } from './places.ts';

const organizationQuery = {
  queryKey: ['organization'],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<Organization>('/api/organization', { signal }),
  meta: { live: { changes: ['settings'] } },
};

/** What holds for the whole organization. */
export function OrganizationPage() {
  const { t } = useTranslation();
  const readsDesk = usePermission('conversations.read');
  const organization = useQuery(organizationQuery);
  return (
    <Page title={t('titles:organization.title')} width="text">
      {organization.isPending && <Skeleton lines={6} />}
      {organization.error && <ErrorState error={organization.error} onRetry={() => void organization.refetch()} />}
      {organization.data && (
        <>
          <Basics organization={organization.data} />
          <SecondFactor organization={organization.data} />
          {readsDesk && <PeopleAndAssistant />}
        </>
      )}
    </Page>
  );
}

type Props = { readonly organization: Organization };

function useSaved() {
  const queries = useQueryClient();
  return (changed: Organization) => {
    queries.setQueryData(organizationQuery.queryKey, changed);
    void queries.invalidateQueries({ queryKey: meQuery.queryKey });
  };
}

function Basics({ organization: { name, language, timeZone, country } }: Props) {
  const { t } = useTranslation();
  const locked = useLocked('organization.change');
  const saved = useSaved();
  const reader = useReader();
  const [languages, countries] = useMemo(() => [languagesIn(reader.language), countriesIn(reader.language)], [reader.language]);
  return (
    <Section title={t('settings:organization.basics')}>
      <SaveForm
        value={{ name, language, timeZone, country }}
        save={async (draft) => saved(await patch<Organization>('/api/organization', { body: draft }))}
        fields={['name', 'language', 'timeZone', 'country']}
        locked={locked}
      >
        {(form) => (
          <>
            <TextField form={form} name="name" label={t('settings:name')} />
            <div className="grid gap-4 two:grid-cols-2">
              <Field
                label={t('settings:organization.language')}
                hint={t('settings:organization.languageHint')}
                error={form.fault('language', t('settings:organization.language'))}
              >
                <Combobox
                  options={languages}
                  value={form.draft.language}
                  onValue={(value) => form.set({ language: value })}
                  placeholder={form.draft.language}
                  disabled={locked !== undefined}
                />
              </Field>
              <Field
                label={t('settings:organization.timeZone')}
                hint={t('settings:organization.timeZoneHint')}
                error={form.fault('timeZone', t('settings:organization.timeZone'))}
              >
                <Combobox
                  options={zones()}
                  value={form.draft.timeZone}
                  onValue={(value) => form.set({ timeZone: value })}
                  placeholder={form.draft.timeZone}
                  disabled={locked !== undefined}
                />
              </Field>
              <Field
                label={t('settings:organization.country')}
                hint={t('settings:organization.countryHint')}
                error={form.fault('country', t('settings:organization.country'))}
              >
                <Combobox
                  options={[{ value: '', label: t('settings:organization.noCountry') }, ...countries]}
                  value={form.draft.country ?? ''}
                  onValue={(value) => form.set({ country: value === '' ? null : value })}
                  placeholder={t('settings:organization.noCountry')}
                  disabled={locked !== undefined}
                />
              </Field>
            </div>
          </>
        )}
      </SaveForm>
    </Section>
  );
}

function SecondFactor({ organization: { secondFactorRoles } }: Props) {
  const { t } = useTranslation();
  const maySecure = usePermission('organization.secure');
  const saved = useSaved();
  return (
    <Section title={t('settings:factor.title')} description={t('settings:factor.text')}>
      <SaveForm
        value={{ secondFactorRoles: [...secondFactorRoles].sort() as readonly Role[] }}
        save={async (draft) => saved(await patch<Organization>('/api/organization', { body: draft }))}
        fields={['secondFactorRoles']}
        locked={maySecure ? undefined : t('settings:factor.ownersOnly')}
      >
        {({ draft, set }) => (
          <fieldset>
            <legend className="sr-only">{t('settings:factor.title')}</legend>
            {roles.map((role) => (
              <Checkbox
                key={role}
                label={t(`frame:role.${role}`)}
                checked={draft.secondFactorRoles.includes(role)}
                onValue={(on) => {
                  const others = draft.secondFactorRoles.filter((one) => one !== role);
                  set({ secondFactorRoles: (on ? [...others, role] : others).sort() });
                }}
              />
            ))}
          </fieldset>
        )}
      </SaveForm>
    </Section>
  );
}

interface DeskSettings {
  readonly replyPausesAssistant: boolean;
}

function PeopleAndAssistant() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const locked = useLocked('desk.change');
  const queryKey = ['desk-settings'];
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => get<DeskSettings>('/api/desk/settings', { signal }),
    meta: { live: { changes: ['settings'] } },
  });
  return (
    <Section title={t('settings:desk.title')} description={t('settings:desk.text')}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <SaveForm
          value={{ replyPausesAssistant: data.replyPausesAssistant }}
          save={async (draft) => queries.setQueryData(queryKey, await patch<DeskSettings>('/api/desk/settings', { body: draft }))}
          fields={['replyPausesAssistant']}
          locked={locked}
        >
          {(form) => (
            <SwitchField form={form} name="replyPausesAssistant" label={t('settings:desk.pauses')} hint={t('settings:desk.pausesHint')} />
          )}
        </SaveForm>
      )}
    </Section>
  );
}
