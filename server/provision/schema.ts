import { z } from 'zod';
import { AssistantChoice, ChannelLimits } from '#contract/channels.ts';
import { Slug } from '#contract/identifiers.ts';
import { ModelProviderCreation } from '#contract/models.ts';
import { Email, Language, line, TimeZone } from '#contract/values.ts';

/**
 * The provisioning file: what an installation shall hold after each start. It owns the fields it names and nothing else.
 *
 *     {"organizations": [{"slug": "demo", "name": "Demo",
 *       "owner": {"name": "Owner", "email": "owner@example.org", "password": {"env": "OWNER_PASSWORD"}},
 *       "apiKeys": [{"name": "ops", "key": {"file": "ops.key"}}],
 *       "channels": [{"type": "whatsapp", "name": "Main line", "phoneNumberId": "…", …, "assistant": {"kind": "echo"}}]}]}
 */

/** A secret written down here, or where it is found: a variable of the environment, a file beside this one. */
export const Secret = z.union(
  [z.string().min(1), z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })],
  'must be a text, {"env": "NAME"} or {"file": "path"}',
);
export type Secret = z.infer<typeof Secret>;

export const Owner = z.strictObject({ name: line(120), email: Email, password: Secret.optional() });
export const Key = z.strictObject({ name: line(80), key: Secret });
/** The adapter's own settings and secrets stand beside these, flat. */
export const Channel = z.looseObject({
  type: z.string().min(1),
  name: line(80),
  limits: ChannelLimits.optional(),
  assistant: AssistantChoice,
});

/** As through the API; the key may stand elsewhere. */
export const ModelProvider = ModelProviderCreation.extend({ key: Secret.optional() });

export const Organization = z.strictObject({
  slug: Slug,
  name: line(120).optional(),
  language: Language.optional(),
  timeZone: TimeZone.optional(),
  owner: Owner.optional(),
  apiKeys: z.array(Key).optional(),
  modelProviders: z.array(ModelProvider).optional(),
  channels: z.array(Channel).optional(),
});

export const ProvisionFile = z.strictObject({ organizations: z.array(Organization) });
export type ProvisionFile = z.infer<typeof ProvisionFile>;
export type FileOrganization = z.infer<typeof Organization>;
