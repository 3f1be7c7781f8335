import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CreatedApiKey, Permission } from '#contract/organizations.ts';
import { post } from '#web/data/api.ts';
import { usePlace } from '#web/data/session.ts';
import { Button } from '#web/ui/button.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { SelectField, TextField } from '#web/ui/form-fields.tsx';
import { Checkbox } from '#web/ui/inputs.tsx';
import { type Draft, SaveForm } from '#web/ui/save-form.tsx';
import { permissionsQuery } from '../members/member-queries.ts';
import { apiKeysQuery } from './api-key-queries.ts';
import { endOf, groupScopes, seesNobody } from './scopes.ts';

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onMade: (made: CreatedApiKey) => void;
}

interface KeyDraft {
  readonly name: string;
  readonly what: 'some' | 'everything';
  readonly scopes: readonly string[];
  readonly days: string;
}
const empty: KeyDraft = { name: '', what: 'some', scopes: [], days: '365' };

/** A new key: what it is for, what it may do, until when. */
export function ApiKeyDrawer({ open, onClose, onMade }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return (
    <Drawer open={open} onOpenChange={(next) => !next && onClose()} title={t('settings:keys.add')}>
      <SaveForm
        value={empty}
        save={async ({ name, what, scopes, days }) => {
          const expiresAt = endOf(days, new Date());
          const body = { name, ...(what === 'some' ? { scopes } : {}), ...(expiresAt ? { expiresAt } : {}) };
          onMade(await post<CreatedApiKey>('/api/api-keys', { body }));
          void queries.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
        }}
        fields={['name', 'scopes', 'expiresAt']}
        submit={t('settings:keys.make')}
        onCancel={onClose}
      >
        {(form) => (
          <>
            <TextField form={form} name="name" label={t('settings:keys.name')} hint={t('settings:keys.nameHint')} />
            <SelectField
              form={form}
              name="days"
              field="expiresAt"
              label={t('settings:keys.end')}
              options={['30', '90', '365', '0'].map((days) => ({ value: days, label: t(`settings:keys.endOf.d${days}`) }))}
            />
            <SelectField
              form={form}
              name="what"
              field="scopes"
              label={t('settings:keys.may')}
              hint={form.draft.what === 'everything' ? t('settings:keys.everythingHint') : undefined}
              options={['some', 'everything'].map((what) => ({ value: what, label: t(`settings:keys.mayOf.${what}`) }))}
            />
            {form.draft.what === 'some' && <Scopes form={form} />}
          </>
        )}
      </SaveForm>
    </Drawer>
  );
}

function Scopes({ form }: { readonly form: Draft<KeyDraft> }) {
  const { t } = useTranslation();
  const { permissions: own } = usePlace();
  const { data: all = [] } = useQuery(permissionsQuery);
  const { scopes } = form.draft;
  const words = ({ name, summary }: Permission) => t(`settings:may.${name}`, { defaultValue: summary });
  return (
    <div className="flex flex-col gap-4">
      {groupScopes(all, own).map(({ noun, permissions }) => (
        <fieldset key={noun} className="min-w-0">
          <legend className="mb-1 font-strong">{t(`settings:noun.${noun}`, { defaultValue: noun })}</legend>
          {permissions.map((permission) => (
            <Checkbox
              key={permission.name}
              label={words(permission)}
              checked={scopes.includes(permission.name)}
              onValue={(on) => form.set({ scopes: on ? [...scopes, permission.name] : scopes.filter((one) => one !== permission.name) })}
            />
          ))}
        </fieldset>
      ))}
      {seesNobody(scopes) && (
        <div role="status" className="flex flex-wrap items-center gap-2 rounded-control bg-amber-soft px-3 py-2">
          <p className="min-w-48 flex-1">{t('settings:keys.seesNobody')}</p>
          <Button onClick={() => form.set({ scopes: [...scopes, 'contacts.see_all'] })}>{t('settings:keys.seeAll')}</Button>
        </div>
      )}
    </div>
  );
}
