import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactDetail, Identity } from '#contract/contacts.ts';
import { post } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { Button, IconButton } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { Select, TextInput } from '#web/ui/inputs.tsx';
import { Section } from '#web/ui/page.tsx';
import { tell } from '#web/ui/toast.tsx';
import { FaultLine } from './fault-line.tsx';
import { useAddressWords, useChannelName } from './options.ts';
import { useContactSending } from './use-contact-sending.ts';
import { addressWords, isSimulated } from './words.ts';

/** Where they can be reached. */
export function AddressesSection({ contact }: { readonly contact: ContactDetail }) {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const wordsOf = useAddressWords();
  const mayChange = usePermission('contacts.change');
  const [adding, setAdding] = useState(false);
  const path = `/api/contacts/${contact.id}/identities`;
  const giving = useContactSending((body: Identity) => post(path, { body }));
  const taking = useContactSending(
    (body: Identity) => post(`${path}/remove`, { body }),
    (_answer, body) => tell(t('contacts:address.removed', { address: wordsOf(body) }), { undo: () => giving.send(withPlus(body)) }),
  );
  return (
    <Section title={t('contacts:address.title')}>
      {contact.identities.length === 0 && <p className="text-muted">{t('contacts:address.none')}</p>}
      <ul className="flex flex-col">
        {contact.identities.map((one) => (
          <li
            key={`${one.channelType} ${one.kind} ${one.address}`}
            className="flex items-center gap-3 border-b border-line py-1.5 last:border-0"
          >
            <span className="w-36 shrink-0 text-muted">{channelName(one.channelType)}</span>
            <bdi dir={isSimulated(one) ? 'auto' : 'ltr'} className="min-w-0 flex-1 [overflow-wrap:anywhere] rtl:text-end">
              {wordsOf(one)}
            </bdi>
            {mayChange && (
              <IconButton icon={X} label={t('contacts:address.remove', { address: wordsOf(one) })} onClick={() => taking.send(one)} />
            )}
          </li>
        ))}
      </ul>
      <FaultLine error={taking.error ?? giving.error} />
      {mayChange && !adding && (
        <div className="mt-3">
          <Button onClick={() => setAdding(true)}>{t('contacts:address.add')}</Button>
        </div>
      )}
      {adding && <AddAddress path={path} onDone={() => setAdding(false)} />}
    </Section>
  );
}

/** As the number is written with its country, so that it is read as the same one. */
const withPlus = (one: Identity): Identity => ({ ...one, address: addressWords(one) });

const sorts = [
  { value: 'whatsapp phone', channelType: 'whatsapp', kind: 'phone' },
  { value: 'sms phone', channelType: 'sms', kind: 'phone' },
  { value: 'email email', channelType: 'email', kind: 'email' },
] as const;

function AddAddress({ path, onDone }: { readonly path: string; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const [sort, setSort] = useState<string>(sorts[0].value);
  const [address, setAddress] = useState('');
  const chosen = sorts.find(({ value }) => value === sort) ?? sorts[0];
  const sending = useContactSending(
    () => post(path, { body: { channelType: chosen.channelType, kind: chosen.kind, address } }),
    () => {
      tell(t('contacts:saved'));
      onDone();
    },
  );
  const fault = useFieldFault(sending.error);
  return (
    <div className="mt-4">
      <Form
        onSubmit={() => sending.send(undefined)}
        error={sending.error}
        fields={['address']}
        busy={sending.busy}
        submit={t('contacts:address.add')}
        aside={<Button onClick={onDone}>{t('ui:cancel')}</Button>}
      >
        <div className="grid gap-4 two:grid-cols-2">
          <Field label={t('contacts:filter.label.channel')}>
            <Select
              value={sort}
              onValue={setSort}
              options={sorts.map(({ value, channelType }) => ({ value, label: channelName(channelType) }))}
            />
          </Field>
          <Field label={t('contacts:column.address')} error={fault('address', t('contacts:column.address'))}>
            <TextInput value={address} onChange={(event) => setAddress(event.target.value)} dir="ltr" maxLength={320} autoFocus />
          </Field>
        </div>
      </Form>
    </div>
  );
}
