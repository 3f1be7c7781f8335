import type { ChannelIo, TemplateNews } from '#channels/channel.ts';
import type { TemplateText } from '#contract/channels.ts';
import type { WhatsappAccount } from './account.ts';
import { askAll, listOf, objectOf, wordOf } from './graph.ts';

/** Every template of the business account. Throws `ChannelError`. */
export async function listTemplates(account: WhatsappAccount, io: ChannelIo): Promise<readonly TemplateNews[]> {
  const fields = 'name,status,category,language,quality_score,rejected_reason,components';
  const found = await askAll(`${account.settings.businessAccountId}/message_templates?fields=${fields}`, account, io);
  return found.flatMap((one) => {
    const [name, language] = [wordOf(one.name), wordOf(one.language)];
    if (name === undefined || language === undefined) return [];
    const reason = wordOf(one.rejected_reason);
    const [providerId, status, category, quality] = [
      wordOf(one.id),
      wordOf(one.status),
      wordOf(one.category),
      wordOf(objectOf(one.quality_score).score),
    ];
    return [
      {
        name,
        language,
        ...(providerId === undefined ? {} : { providerId }),
        ...(status === undefined ? {} : { status }),
        ...(category === undefined ? {} : { category }),
        ...(quality === undefined ? {} : { quality }),
        reason: reason === undefined || reason === 'NONE' ? '' : reason,
        text: textOf(one.components),
      },
    ];
  });
}

/** Meta: `components` of a template, each with its `type` in capitals, a header with its `format` too. */
function textOf(components: unknown): TemplateText {
  const all = listOf(components).map(objectOf);
  const ofType = (type: string) => all.find((one) => wordOf(one.type)?.toUpperCase() === type);
  const header = ofType('HEADER');
  return {
    header: header ? headerOf(header) : null,
    body: longWord(ofType('BODY')?.text),
    footer: wordOf(ofType('FOOTER')?.text) ?? null,
    buttons: listOf(ofType('BUTTONS')?.buttons)
      .map(objectOf)
      .map((one) => ({ kind: (wordOf(one.type) ?? 'other').toLowerCase(), text: wordOf(one.text) ?? null, url: longWord(one.url) })),
  };
}

const headerKinds = ['text', 'image', 'video', 'document', 'location'] as const;

function headerOf(header: Readonly<Record<string, unknown>>): TemplateText['header'] {
  const kind = headerKinds.find((one) => one === wordOf(header.format)?.toLowerCase());
  return kind ? { kind, text: wordOf(header.text) ?? null } : null;
}

/** Meta allows 1,024 characters in a body and 2,000 in an address. */
function longWord(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 2048).toWellFormed() : null;
}
