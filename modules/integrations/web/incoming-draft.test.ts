import { expect, it } from 'vitest';
import type { IncomingWebhook } from '../contract.ts';
import { bodyOf, draftOf } from './incoming-draft.ts';

const identity = { channelType: 'whatsapp', address: 'phone:{{ body.phone }}' };
const webhook = (action: IncomingWebhook['action'], deduplicate: IncomingWebhook['deduplicate'] = null) =>
  ({ name: 'Shop', action, deduplicate }) as IncomingWebhook;

it.each([
  ['kept', webhook({ kind: 'keep' })],
  ['a contact', webhook({ kind: 'contact', identity, name: '{{ body.name }}' }, { header: 'X-Id' })],
  ['a message', webhook({ kind: 'message', identity, channelId: 'c', text: 'Paid.' }, { field: 'order.id' })],
])('comes back from the form as it went in: %s', (_, given) => {
  expect(bodyOf(draftOf(given))).toEqual({ name: given.name, action: given.action, deduplicate: given.deduplicate });
});
