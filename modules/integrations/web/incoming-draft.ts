import type { IncomingAction, IncomingWebhook } from '../contract.ts';

/** What another system's call leads to, as a form holds it. */
export interface IncomingDraft {
  readonly name: string;
  readonly kind: IncomingAction['kind'];
  readonly channelType: string;
  readonly address: string;
  readonly contactName: string;
  readonly channelId: string;
  readonly text: string;
  /** Where a call says which one it is: nowhere, in a header, in a field. */
  readonly place: 'none' | 'header' | 'field';
  readonly placeName: string;
}

export const emptyIncoming: IncomingDraft = {
  name: '',
  kind: 'message',
  channelType: 'whatsapp',
  address: 'phone:{{ body.phone }}',
  contactName: '',
  channelId: '',
  text: '',
  place: 'none',
  placeName: '',
};

export function draftOf({ name, action, deduplicate }: IncomingWebhook): IncomingDraft {
  const place = deduplicate === null ? 'none' : 'header' in deduplicate ? 'header' : 'field';
  const placeName = deduplicate === null ? '' : 'header' in deduplicate ? deduplicate.header : deduplicate.field;
  const common = { ...emptyIncoming, name, kind: action.kind, place, placeName } as const;
  if (action.kind === 'keep') return common;
  const whom = { ...common, ...action.identity };
  return action.kind === 'message'
    ? { ...whom, channelId: action.channelId, text: action.text }
    : { ...whom, contactName: action.name ?? '' };
}

export function bodyOf(draft: IncomingDraft): {
  name: string;
  action: IncomingAction;
  deduplicate: { header: string } | { field: string } | null;
} {
  const { name, place, placeName } = draft;
  const deduplicate = place === 'none' ? null : place === 'header' ? { header: placeName } : { field: placeName };
  return { name, action: actionOf(draft), deduplicate };
}

function actionOf({ kind, channelType, address, contactName, channelId, text }: IncomingDraft): IncomingAction {
  const identity = { channelType, address };
  if (kind === 'keep') return { kind };
  if (kind === 'message') return { kind, identity, channelId, text };
  return { kind, identity, ...(contactName.trim() === '' ? {} : { name: contactName }) };
}
