import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Member, Permission } from '#contract/organizations.ts';
import { listQuery } from '#web/data/by-address.ts';
import { usePermission } from '#web/data/session.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { IconButton } from '#web/ui/button.tsx';
import { Combobox } from '#web/ui/combobox.tsx';
import { Avatar } from '#web/ui/marks.tsx';
import { Section } from '#web/ui/page.tsx';
import { type Draft, SaveForm } from '#web/ui/save-form.tsx';
import type { SafetySettings } from '../contract.ts';
import { moved, without } from './chain.ts';
import { useSaveSettings } from './use-save-settings.ts';

const membersQuery = listQuery<Member>('/api/members');
const permissionsQuery = listQuery<Permission>('/api/permissions');

type Called = Pick<SafetySettings, 'chain' | 'pool'>;

/** One after the other, then together. */
export function PeopleToCall({ settings: { chain, pool } }: { readonly settings: SafetySettings }) {
  const { t } = useTranslation();
  const locked = useLocked('safety.change');
  const save = useSaveSettings();
  return (
    <Section title={t('incidents:safety.people.title')} description={t('incidents:safety.people.text')}>
      <SaveForm
        value={{ chain, pool }}
        save={save}
        fields={(draft) => (['chain', 'pool'] as const).flatMap((name) => draft[name].map((_, index) => `${name}[${index}]`))}
        locked={locked}
      >
        {(form) => (
          <>
            <Group form={form} name="chain" locked={locked !== undefined} />
            <Group form={form} name="pool" locked={locked !== undefined} />
          </>
        )}
      </SaveForm>
    </Section>
  );
}

interface GroupProps {
  readonly form: Draft<Called>;
  readonly name: keyof Called;
  readonly locked: boolean;
}

function Group({ form, name, locked }: GroupProps) {
  const { t } = useTranslation();
  const members = useQuery({ ...membersQuery, enabled: usePermission('members.read') }).data ?? [];
  const mayBeCalled = useCallable();
  const ids = form.draft[name];
  const set = (next: string[]) => form.set({ [name]: next });
  const free = members.filter((one) => one.disabledAt === null && mayBeCalled(one) && !ids.includes(one.id));
  const nameOf = (id: string) => members.find((one) => one.id === id)?.name ?? t('incidents:somebody');
  const label = t(`incidents:safety.people.${name}`);
  const fault = ids.map((_, index) => form.fault(`${name}[${index}]`, label)).find(Boolean);
  return (
    <fieldset className="min-w-0">
      <legend className="font-strong">{label}</legend>
      <p className="text-small text-muted">{t(`incidents:safety.people.${name}Hint`)}</p>
      <ol className="mt-1 flex flex-col">
        {ids.map((id, index) => (
          <li key={id} className="flex min-h-10 items-center gap-2.5">
            {name === 'chain' && <span className="w-4 text-end text-small text-muted tabular-nums">{index + 1}</span>}
            <Avatar name={nameOf(id)} size="small" />
            <bdi className="min-w-0 flex-1 truncate">{nameOf(id)}</bdi>
            {!locked && (
              <>
                {name === 'chain' && (
                  <>
                    <IconButton
                      icon={ArrowUp}
                      label={t('incidents:safety.people.earlier', { name: nameOf(id) })}
                      disabled={index === 0}
                      onClick={() => set(moved(ids, index, -1))}
                    />
                    <IconButton
                      icon={ArrowDown}
                      label={t('incidents:safety.people.later', { name: nameOf(id) })}
                      disabled={index === ids.length - 1}
                      onClick={() => set(moved(ids, index, 1))}
                    />
                  </>
                )}
                <IconButton
                  icon={X}
                  label={t('incidents:safety.people.remove', { name: nameOf(id) })}
                  onClick={() => set(without(ids, id))}
                />
              </>
            )}
          </li>
        ))}
      </ol>
      {ids.length === 0 && <p className="mt-1">{t(`incidents:safety.people.${name}Empty`)}</p>}
      {fault && (
        <p role="alert" className="text-small text-ember">
          {fault}
        </p>
      )}
      {!locked && free.length > 0 && (
        <div className="mt-2 max-w-80">
          <Combobox
            options={free.map((one) => ({ value: one.id, label: one.name, hint: one.email }))}
            value={null}
            onValue={(id) => set([...ids, id])}
            placeholder={t('incidents:safety.people.add')}
          />
        </div>
      )}
    </fieldset>
  );
}

/** Only who may see incidents can be called for them. */
function useCallable(): (member: Member) => boolean {
  const roles = useQuery(permissionsQuery).data?.find(({ name }) => name === 'incidents.read')?.roles;
  return ({ role }) => role === 'owner' || roles === undefined || roles.includes(role);
}
