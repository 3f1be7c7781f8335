import { ChannelError } from '#channels/channel.ts';
import { approvedTemplates } from '#channels/index.ts';
import type { OutboundContent } from '#contract/messages.ts';
import { badField } from '#platform/fields.ts';
import { writeLetter } from '#platform/mail/letter.ts';
import type { Scope } from '#platform/scope.ts';
import type { PhoneAlerts } from '#safety/index.ts';
import { type Filling, fillTemplate, languageFor, WrongTemplate } from './alert-content.ts';
import type { IncidentTools } from './tools.ts';

/** What goes to a member's phone: never who wrote, and never what. */
export interface PhoneMessage {
  /** Comes back with what the provider says became of it. */
  readonly id: string;
  /** Digits. */
  readonly number: string;
  readonly kind: 'attention' | 'urgent_attention' | 'alert_code';
  readonly filling: Filling;
  /** Their language, then that of the organization. */
  readonly languages: readonly (string | null)[];
}

/** Why it did not go, in words for administrators; null: the provider took it, or nobody knows yet and a status will tell. */
export async function sendToPhone(scope: Scope, tools: IncidentTools, line: PhoneAlerts, message: PhoneMessage): Promise<string | null> {
  const found = await findLine(scope, tools, line.channelId);
  if (!found) return 'the channel for alerts is gone, or its kind can carry none any more';
  const { channel, adapter, carrier } = found;
  if (channel.state !== 'active') return 'the channel for alerts is paused or disabled';
  try {
    const content = await contentFor(scope, { line, form: carrier.form, message });
    adapter.check(content);
    await adapter.send({ id: message.id, recipient: carrier.recipient(message.number), content }, channel, tools.io(channel));
    return null;
  } catch (error) {
    if (error instanceof WrongTemplate) return `the template for it ${error.message}`;
    if (!(error instanceof ChannelError)) throw error;
    return error.outcome === 'unknown' ? null : error.trouble.reason.replace(/\.$/, '');
  }
}

async function findLine({ organization }: Pick<Scope, 'organization'>, { sending }: IncidentTools, channelId: string) {
  const channel = await sending.directory.byId(organization.id, channelId);
  const adapter = channel?.usable ? sending.adapters.get(channel.type) : undefined;
  return channel && adapter?.alerts ? { channel, adapter, carrier: adapter.alerts } : null;
}

interface Wanted {
  readonly line: PhoneAlerts;
  readonly form: 'text' | 'template';
  readonly message: PhoneMessage;
}

async function contentFor(scope: Scope, { line, form, message: { kind, filling, languages } }: Wanted): Promise<OutboundContent> {
  if (form === 'text') return { kind: 'text', text: wordsOf(kind, filling, languages) };
  const name = 'link' in filling ? line.template : line.codeTemplate;
  const approved = name === null ? [] : await approvedTemplates(scope, line.channelId, name);
  const language = languageFor(
    approved.map((one) => one.language),
    languages,
  );
  const chosen = approved.find((one) => one.language === language);
  if (name === null || !chosen) throw new WrongTemplate('is not approved any more');
  return fillTemplate(name, chosen.language, chosen.text, filling);
}

/** As the subject of the mail says it; with the code, or the link behind it. */
function wordsOf(kind: PhoneMessage['kind'], filling: Filling, languages: PhoneMessage['languages']): string {
  const language = languages.find((one) => one !== null) ?? null;
  const { subject } = writeLetter({ kind, language, values: 'code' in filling ? { code: filling.code } : {} });
  return 'link' in filling ? `${subject}\n${filling.link}` : subject;
}

/** Refuses a line that could not carry an alert today: another kind of channel, or a template that is not approved or has no place for it. */
export async function requireLine(scope: Scope, tools: IncidentTools, line: PhoneAlerts): Promise<void> {
  const found = await findLine(scope, tools, line.channelId);
  if (!found) throw badField('phoneAlerts.channelId', 'must be a channel that can carry alerts to phones (abilities.alerts)');
  if (found.carrier.form === 'text') return;
  const link = `${tools.publicUrl()}/incidents/${scope.organization.id}`;
  await requireTemplate(scope, line, { field: 'template', filling: { link } });
  await requireTemplate(scope, line, { field: 'codeTemplate', filling: { code: '000000' } });
}

async function requireTemplate(
  scope: Scope,
  line: PhoneAlerts,
  { field, filling }: { field: 'template' | 'codeTemplate'; filling: Filling },
): Promise<void> {
  const name = line[field];
  if (name === null) throw badField(`phoneAlerts.${field}`, 'is needed: this channel takes only what its provider approved');
  const approved = await approvedTemplates(scope, line.channelId, name);
  if (approved.length === 0) throw badField(`phoneAlerts.${field}`, 'is no template of this channel that its provider has approved');
  for (const { language, text } of approved) {
    try {
      fillTemplate(name, language, text, filling);
    } catch (error) {
      if (!(error instanceof WrongTemplate)) throw error;
      throw badField(`phoneAlerts.${field}`, error.message);
    }
  }
}
