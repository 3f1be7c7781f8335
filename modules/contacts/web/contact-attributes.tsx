import { useQuery } from '@tanstack/react-query';
import { Eye, EyeOff, Lock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactDetail } from '#contract/contacts.ts';
import { patch } from '#web/data/api.ts';
import { useReader } from '#web/data/reader.ts';
import { usePermission } from '#web/data/session.ts';
import { Button, IconButton } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { Section } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { Attribute, AttributeValues } from '../contract.ts';
import { AttributeInput } from './attribute-input.tsx';
import { attributesQuery, extrasQuery } from './data.ts';
import { FactList } from './fact-list.tsx';
import { useContactSending } from './use-contact-sending.ts';
import { valueWords } from './words.ts';

type Value = AttributeValues[string];

/** What the organization wants to know of everybody, each by its type. Sensitive ones are covered until somebody wants to see them. */
export function AttributesSection({ contact }: { readonly contact: ContactDetail }) {
  const { t } = useTranslation();
  const attributes = useQuery(attributesQuery);
  const extras = useQuery(extrasQuery(contact.id));
  const error = attributes.error ?? extras.error;
  const [changing, setChanging] = useState<string | null>(null);
  const mayChange = usePermission('contacts.change');
  return (
    <Section title={t('contacts:attribute.title')}>
      {(attributes.isPending || extras.isPending) && <Skeleton />}
      {error && <ErrorState error={error} onRetry={() => void extras.refetch()} />}
      {attributes.data?.length === 0 && <p className="text-muted">{t('contacts:attribute.none')}</p>}
      {extras.data && attributes.data && (
        <FactList
          facts={attributes.data.map((attribute) => {
            const value = extras.data.attributes[attribute.key] ?? null;
            const open = changing === attribute.key;
            return {
              label: attribute.label,
              value: open ? (
                <ValueForm contactId={contact.id} attribute={attribute} value={value} onDone={() => setChanging(null)} />
              ) : (
                <Shown attribute={attribute} value={value} />
              ),
              action: mayChange && !open && (
                <Button
                  look="quiet"
                  aria-label={t('contacts:attribute.change', { label: attribute.label })}
                  onClick={() => setChanging(attribute.key)}
                >
                  {t('contacts:change')}
                </Button>
              ),
            };
          })}
        />
      )}
    </Section>
  );
}

function Shown({ attribute, value }: { readonly attribute: Attribute; readonly value: Value }) {
  const { t } = useTranslation();
  const reader = useReader();
  const mayRead = usePermission('attributes.read_sensitive');
  const [shown, setShown] = useState(false);
  const words = valueWords(value, attribute, { yes: t('contacts:yes'), no: t('contacts:no'), reader });
  if (attribute.sensitive && !mayRead)
    return (
      <span className="inline-flex items-center gap-1.5 text-muted">
        <Lock aria-hidden className="size-3.5" />
        {t('contacts:attribute.notYours')}
      </span>
    );
  if (words === '') return <span className="text-muted">{t('contacts:unknown')}</span>;
  if (!attribute.sensitive) return words;
  return (
    <span className="inline-flex items-center gap-1">
      {shown ? words : <span className="text-muted">{t('contacts:attribute.covered')}</span>}
      <IconButton icon={shown ? EyeOff : Eye} label={shown ? t('ui:hide') : t('ui:show')} onClick={() => setShown(!shown)} />
    </span>
  );
}

interface ValueFormProps {
  readonly contactId: string;
  readonly attribute: Attribute;
  readonly value: Value;
  readonly onDone: () => void;
}

function ValueForm({ contactId, attribute, value, onDone }: ValueFormProps) {
  const { t } = useTranslation();
  const { key, label } = attribute;
  const [next, setNext] = useState<Value>(value);
  const save = (given: Value) => patch(`/api/contacts/${contactId}/attributes`, { body: { values: [{ key, value: given }] } });
  const mayRead = usePermission('attributes.read_sensitive');
  const undoing = useContactSending(save);
  const sending = useContactSending(save, () => {
    // What one may not read one cannot put back.
    const blind = attribute.sensitive && !mayRead;
    tell(t('contacts:saved'), blind ? {} : { undo: () => undoing.send(value) });
    onDone();
  });
  const fault = useFieldFault(sending.error);
  return (
    <Form
      onSubmit={() => sending.send(next)}
      error={sending.error}
      fields={['values[0]']}
      busy={sending.busy}
      submit={t('contacts:save')}
      aside={<Button onClick={onDone}>{t('ui:cancel')}</Button>}
    >
      <Field label={label} labelHidden error={fault('values[0]', label)}>
        <AttributeInput attribute={attribute} value={next} onValue={setNext} />
      </Field>
    </Form>
  );
}
