import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me, Person } from '#contract/accounts.ts';
import { patch, post } from '#web/data/api.ts';
import { usePreferences } from '#web/data/preferences.ts';
import { meQuery, useMe } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { languages } from '#web/i18n/languages.ts';
import { useLook } from '#web/shell/use-look.ts';
import { Button } from '#web/ui/button.tsx';
import { Combobox } from '#web/ui/combobox.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { PasswordInput, Select, TextInput } from '#web/ui/inputs.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { tell } from '#web/ui/toast.tsx';

/** One's own name, address and how the app looks. */
export function ProfilePage() {
  const { t } = useTranslation();
  return (
    <Page title={t('titles:account.profile')} width="text">
      <NameSection />
      <EmailSection />
      <LookSection />
    </Page>
  );
}

function NameSection() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { person } = useMe();
  const [name, setName] = useState(person.name);
  const [userName, setUserName] = useState(person.userName ?? '');
  const sending = useSending(
    () => patch<Person>('/api/me', { body: { name, userName: userName.trim() === '' ? null : userName.trim() } }),
    () => {
      void queries.invalidateQueries({ queryKey: meQuery.queryKey });
      tell(t('account:saved'));
    },
  );
  const fault = useFieldFault(sending.error);
  return (
    <Section title={t('account:profile.you')}>
      <Form
        onSubmit={() => sending.send(undefined)}
        error={sending.error}
        fields={['name', 'userName']}
        busy={sending.busy}
        submit={t('ui:save')}
      >
        <Field label={t('account:firstRun.name')} error={fault('name', t('account:firstRun.name'))}>
          <TextInput value={name} onChange={(event) => setName(event.target.value)} autoComplete="name" />
        </Field>
        <Field
          label={t('account:profile.userName')}
          hint={t('account:profile.userNameHint')}
          aside={t('ui:optional')}
          error={fault('userName', t('account:profile.userName'))}
        >
          <TextInput
            value={userName}
            onChange={(event) => setUserName(event.target.value)}
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
          />
        </Field>
      </Form>
    </Section>
  );
}

function EmailSection() {
  const { t } = useTranslation();
  const { person } = useMe();
  const [changing, setChanging] = useState(false);
  const again = useSending(
    () => post('/api/me/email/confirmation', { body: {} }),
    () => tell(t('account:email.sentAgain')),
  );
  return (
    <Section title={t('account:email.title')}>
      <p className="flex flex-wrap items-center gap-2">
        <bdi className="[overflow-wrap:anywhere]">{person.email}</bdi>
        <Badge tone={person.emailVerified ? 'leaf' : 'amber'}>
          {person.emailVerified ? t('account:email.proven') : t('account:email.unproven')}
        </Badge>
      </p>
      {person.pendingEmail && <p className="mt-2 text-muted">{t('account:email.pending', { email: person.pendingEmail })}</p>}
      <div className="mt-4 flex flex-wrap gap-2">
        {!changing && <Button onClick={() => setChanging(true)}>{t('account:email.change')}</Button>}
        {(!person.emailVerified || person.pendingEmail) && (
          <Button busy={again.busy} onClick={() => again.send(undefined)}>
            {t('account:email.again')}
          </Button>
        )}
      </div>
      {changing && <EmailForm person={person} onDone={() => setChanging(false)} />}
    </Section>
  );
}

function EmailForm({ person, onDone }: { readonly person: Me['person']; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const sending = useSending(
    () => post('/api/me/email', { body: { email, password, ...(person.secondFactor ? { code } : {}) } }),
    () => {
      void queries.invalidateQueries({ queryKey: meQuery.queryKey });
      tell(t('account:email.look'));
      onDone();
    },
  );
  const fault = useFieldFault(sending.error);
  return (
    <div className="mt-4">
      <Form
        onSubmit={() => sending.send(undefined)}
        error={sending.error}
        fields={['email', 'password', 'code']}
        busy={sending.busy}
        submit={t('account:email.action')}
        aside={<Button onClick={onDone}>{t('ui:cancel')}</Button>}
      >
        <Field label={t('account:email.new')} hint={t('account:email.newHint')} error={fault('email', t('account:email.new'))}>
          <TextInput type="email" value={email} onChange={(event) => setEmail(event.target.value)} autoComplete="email" dir="ltr" />
        </Field>
        <Field label={t('account:yourPassword')} error={fault('password', t('account:password'))}>
          <PasswordInput value={password} onChange={(event) => setPassword(event.target.value)} autoComplete="current-password" />
        </Field>
        {person.secondFactor && (
          <Field label={t('account:code.app')} error={fault('code', t('account:code.app'))}>
            <TextInput
              value={code}
              onChange={(event) => setCode(event.target.value)}
              inputMode="numeric"
              autoComplete="one-time-code"
              dir="ltr"
            />
          </Field>
        )}
      </Form>
    </div>
  );
}

function LookSection() {
  const { t } = useTranslation();
  const { language, theme, timeZone, density, clock } = usePreferences();
  const { change, setLanguage, setTheme, themes } = useLook();
  const zones = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Section title={t('account:look.title')} description={t('account:look.text')}>
      <div className="grid gap-4 two:grid-cols-2">
        <Field label={t('frame:language')}>
          <Select value={language} onValue={setLanguage} options={languages.map(({ code, name }) => ({ value: code, label: name }))} />
        </Field>
        <Field label={t('frame:theme.label')}>
          <Select value={theme} onValue={setTheme} options={themes} />
        </Field>
        <Field label={t('account:look.timeZone')} hint={t('account:look.timeZoneHint')}>
          <Combobox
            value={timeZone ?? ''}
            onValue={(zone) => change({ timeZone: zone === '' ? null : zone })}
            placeholder={t('account:look.timeZone')}
            options={[{ value: '', label: t('account:look.automatic', { zone: own }) }, ...zones]}
          />
        </Field>
        <Field label={t('account:look.density')}>
          <Select
            value={density}
            onValue={(next) => change({ density: next as typeof density })}
            options={[
              { value: 'comfortable', label: t('account:look.comfortable') },
              { value: 'compact', label: t('account:look.compact') },
            ]}
          />
        </Field>
        <Field label={t('account:look.clock')}>
          <Select
            value={clock}
            onValue={(next) => change({ clock: next as typeof clock })}
            options={(['system', '12', '24'] as const).map((hours) => ({ value: hours, label: t(`account:look.hours.${hours}`) }))}
          />
        </Field>
      </div>
    </Section>
  );
}
