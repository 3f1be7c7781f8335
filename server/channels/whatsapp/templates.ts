import type { ChannelIo, TemplateNews } from '#channels/channel.ts';
import type { WhatsappAccount } from './account.ts';
import { askAll, objectOf, wordOf } from './graph.ts';

/** Every template of the business account. Throws `ChannelError`. */
export async function listTemplates(account: WhatsappAccount, io: ChannelIo): Promise<readonly TemplateNews[]> {
  const fields = 'name,status,category,language,quality_score,rejected_reason';
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
      },
    ];
  });
}
