import { Plus, RotateCcw, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { explainShort } from '#web/data/explain.ts';
import { Button } from '#web/ui/button.tsx';
import { classes } from '#web/ui/classes.ts';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { Switch, TextInput } from '#web/ui/inputs.tsx';
import { Avatar } from '#web/ui/marks.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { Phone } from '../contract.ts';
import type { Phones } from './use-phones.ts';

/** Which test contact holds the phone, and how the phone behaves. */
export function Controls({ all, onChoose }: { readonly all: Phones; readonly onChoose: (id: string) => void }) {
  const { phone } = all;
  return (
    <div className="flex flex-col gap-6">
      <Contacts all={all} onChoose={onChoose} />
      {phone && <Behaviour key={phone.id} phone={phone} all={all} />}
    </div>
  );
}

function Contacts({ all: { phones, phone, creating }, onChoose }: { readonly all: Phones; readonly onChoose: (id: string) => void }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  return (
    <section className="flex flex-col gap-1">
      <h2 className="font-strong">{t('phone:contacts')}</h2>
      <ul className="flex flex-col gap-0.5">
        {phones.map(({ id, name }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === phone?.id || undefined}
              onClick={() => onChoose(id)}
              className={classes(
                'target flex w-full items-center gap-2 rounded-control px-2 py-1.5 text-start',
                id === phone?.id ? 'bg-acacia-soft font-strong text-acacia' : 'hover:bg-sunken',
              )}
            >
              <Avatar name={name} size="small" />
              <bdi className="min-w-0 truncate">{name}</bdi>
            </button>
          </li>
        ))}
      </ul>
      {adding ? (
        <NewPhone creating={creating} onDone={() => setAdding(false)} />
      ) : (
        <div>
          <Button look="quiet" icon={Plus} onClick={() => setAdding(true)}>
            {t('phone:add')}
          </Button>
        </div>
      )}
    </section>
  );
}

function NewPhone({ creating, onDone }: { readonly creating: Phones['creating']; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const fault = useFieldFault(creating.error);
  return (
    <Form
      onSubmit={() => creating.send({ name: name.trim() }, { onSuccess: onDone })}
      error={creating.error}
      fields={['name']}
      busy={creating.busy}
      submit={t('phone:create')}
      aside={<Button onClick={onDone}>{t('ui:cancel')}</Button>}
    >
      <Field label={t('phone:name')} hint={t('phone:nameHint')} error={fault('name', t('phone:name'))}>
        <TextInput value={name} onChange={(event) => setName(event.target.value)} maxLength={80} dir="auto" autoFocus />
      </Field>
    </Form>
  );
}

function Behaviour({ phone, all }: { readonly phone: Phone; readonly all: Phones }) {
  const { t } = useTranslation();
  const { changing, restarting, removing } = all;
  const fault = changing.error ?? restarting.error ?? removing.error;
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-strong">{t('phone:behaviour')}</h2>
      <Rename phone={phone} changing={changing} />
      <Switch
        label={t('phone:off')}
        hint={t('phone:offHint')}
        checked={phone.off}
        onValue={(off) => changing.send({ id: phone.id, off })}
      />
      <Switch
        label={t('phone:fails')}
        hint={t('phone:failsHint')}
        checked={phone.fails}
        onValue={(fails) => changing.send({ id: phone.id, fails })}
      />
      <AskFirst
        icon={RotateCcw}
        action={t('phone:restart')}
        question={t('phone:restartText')}
        busy={restarting.busy}
        onYes={() => restarting.send(phone.id, { onSuccess: () => tell(t('phone:restarted')) })}
      />
      <AskFirst
        icon={Trash2}
        action={t('phone:remove')}
        question={t('phone:removeText')}
        busy={removing.busy}
        onYes={() => removing.send(phone.id, { onSuccess: () => tell(t('phone:removed', { name: phone.name })) })}
      />
      {fault !== null && (
        <p role="alert" className="text-small text-ember">
          {explainShort(fault)}
        </p>
      )}
    </section>
  );
}

function Rename({ phone, changing }: { readonly phone: Phone; readonly changing: Phones['changing'] }) {
  const { t } = useTranslation();
  const [name, setName] = useState(phone.name);
  const save = () => {
    const next = name.trim();
    if (next === '') setName(phone.name);
    else if (next !== phone.name) changing.send({ id: phone.id, name: next }, { onSuccess: () => tell(t('phone:renamed')) });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label={t('phone:name')}>
        <TextInput value={name} onChange={(event) => setName(event.target.value)} onBlur={save} maxLength={80} dir="auto" />
      </Field>
    </form>
  );
}

interface AskFirstProps {
  readonly icon: typeof Plus;
  readonly action: string;
  /** What will happen, before it does. */
  readonly question: ReactNode;
  readonly busy: boolean;
  readonly onYes: () => void;
}

/** For what cannot be taken back: the same button once more, beside what it will do. */
function AskFirst({ icon, action, question, busy, onYes }: AskFirstProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <div>
        <Button icon={icon} onClick={() => setAsking(true)}>
          {action}
        </Button>
      </div>
    );
  }
  return (
    <fieldset aria-label={action} className="flex flex-col gap-2 rounded-control border border-line p-3">
      <p className="text-small text-muted">{question}</p>
      <div className="flex flex-wrap gap-2">
        <Button
          icon={icon}
          busy={busy}
          onClick={() => {
            setAsking(false);
            onYes();
          }}
        >
          {action}
        </Button>
        <Button look="quiet" autoFocus onClick={() => setAsking(false)}>
          {t('ui:cancel')}
        </Button>
      </div>
    </fieldset>
  );
}
