import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#web/ui/field.tsx';
import { Form } from '#web/ui/form.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import type { PhoneMessage } from '../contract.ts';

/** Things that are filled in rather than picked: a place, and somebody's card. */

interface ThingProps {
  readonly onWrite: (message: PhoneMessage) => void;
}

/** Somewhere in Nairobi, so that there is something to send. */
const example = { latitude: '-1.2864', longitude: '36.8172' };

export function LocationForm({ onWrite }: ThingProps) {
  const { t } = useTranslation();
  const [place, setPlace] = useState({ name: '', ...example });
  const [wrong, setWrong] = useState<string | null>(null);
  const set = (field: keyof typeof place) => (event: { target: { value: string } }) => setPlace({ ...place, [field]: event.target.value });
  function submit(): void {
    const [latitude, longitude] = [Number(place.latitude), Number(place.longitude)];
    if (isWithin(place.latitude, 90) && isWithin(place.longitude, 180)) {
      onWrite({ kind: 'location', latitude, longitude, ...(place.name.trim() === '' ? {} : { name: place.name.trim() }) });
    } else setWrong(isWithin(place.latitude, 90) ? 'longitude' : 'latitude');
  }
  return (
    <Form onSubmit={submit} error={null} fields={[]} busy={false} submit={t('phone:send')} wide>
      <Field label={t('phone:place.name')} aside={t('phone:optional')}>
        <TextInput value={place.name} onChange={set('name')} dir="auto" />
      </Field>
      <Field label={t('phone:place.latitude')} error={wrong === 'latitude' && t('phone:place.latitudeWrong')}>
        <TextInput value={place.latitude} onChange={set('latitude')} inputMode="decimal" dir="ltr" />
      </Field>
      <Field label={t('phone:place.longitude')} error={wrong === 'longitude' && t('phone:place.longitudeWrong')}>
        <TextInput value={place.longitude} onChange={set('longitude')} inputMode="decimal" dir="ltr" />
      </Field>
    </Form>
  );
}

function isWithin(text: string, most: number): boolean {
  return text.trim() !== '' && Math.abs(Number(text)) <= most;
}

export function CardForm({ onWrite }: ThingProps) {
  const { t } = useTranslation();
  const [card, setCard] = useState({ name: '', phone: '' });
  const [wrong, setWrong] = useState(false);
  function submit(): void {
    const [name, phone] = [card.name.trim(), card.phone.trim()];
    if (name === '') setWrong(true);
    else onWrite({ kind: 'contacts', contacts: [{ name, ...(phone === '' ? {} : { phones: [{ phone }] }) }] });
  }
  return (
    <Form onSubmit={submit} error={null} fields={[]} busy={false} submit={t('phone:send')} wide>
      <Field label={t('phone:card.name')} error={wrong && t('phone:card.nameWrong')}>
        <TextInput value={card.name} onChange={(event) => setCard({ ...card, name: event.target.value })} dir="auto" />
      </Field>
      <Field label={t('phone:card.phone')} aside={t('phone:optional')}>
        <TextInput value={card.phone} onChange={(event) => setCard({ ...card, phone: event.target.value })} type="tel" dir="ltr" />
      </Field>
    </Form>
  );
}
