import type { ChannelIo, TemplateNews } from '#channels/channel.ts';
import type { TemplateText } from '#contract/channels.ts';
import type { WhatsappAccount } from './account.ts';
import { askAll, type Json, listOf, objectOf, wordOf } from './graph.ts';
import { LIMITS } from './limits.ts';

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

/**
 * Meta: `components` of a template, each with its `type` in capitals, a header with its `format` too; a CAROUSEL has `cards` with components
 * of their own, and a LIMITED_TIME_OFFER says whether it counts down.
 */
function textOf(components: unknown): TemplateText {
  const ofType = byType(components);
  const offer = objectOf(ofType('LIMITED_TIME_OFFER')?.limited_time_offer);
  return {
    ...partsOf(components),
    footer: wordOf(ofType('FOOTER')?.text) ?? null,
    offer: offer.has_expiration === true,
    cards: listOf(ofType('CAROUSEL')?.cards)
      .slice(0, LIMITS.cards)
      .map((card) => partsOf(objectOf(card).components)),
  };
}

function byType(components: unknown): (type: string) => Json | undefined {
  const all = listOf(components).map(objectOf);
  return (type) => all.find((one) => wordOf(one.type)?.toUpperCase() === type);
}

function partsOf(components: unknown): TemplateText['cards'][number] {
  const ofType = byType(components);
  const header = ofType('HEADER');
  return {
    header: header ? headerOf(header) : null,
    body: longWord(ofType('BODY')?.text),
    buttons: listOf(ofType('BUTTONS')?.buttons)
      .map(objectOf)
      .map((one) => ({ kind: (wordOf(one.type) ?? 'other').toLowerCase(), text: wordOf(one.text) ?? null, url: longWord(one.url) })),
  };
}

const headerKinds = ['text', 'image', 'video', 'document', 'location', 'product'] as const;

function headerOf(header: Readonly<Record<string, unknown>>): TemplateText['header'] {
  const kind = headerKinds.find((one) => one === wordOf(header.format)?.toLowerCase());
  return kind ? { kind, text: wordOf(header.text) ?? null } : null;
}

/** Meta allows 1,024 characters in a body and 2,000 in an address. */
function longWord(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 2048).toWellFormed() : null;
}
