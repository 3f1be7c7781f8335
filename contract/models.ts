import { z } from 'zod';
import { Id } from './identifiers.ts';
import { line, Time } from './values.ts';

/** Model providers: who is asked, with what limits, and what it cost. */

export const ModelPreset = z.enum(['openai', 'groq', 'openrouter', 'local', 'custom']);
export type ModelPreset = z.infer<typeof ModelPreset>;

/** Ids of models as providers write them: "gpt-4o-mini", "meta-llama/llama-3.3-70b-instruct:free". */
const modelName = line(200);
const address = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    return url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  }, 'Must be a web address without a user name, a password, "?" or "#".');

const count = (most: number) => z.int().min(1).max(most);

/** The whole of a turn's questions must end well before its lease of 60 s does. */
const TurnLimits = z
  .strictObject({ tokens: count(1_000_000).default(20_000), calls: count(10).default(4), seconds: count(30).default(25) })
  .describe('For one decision.');
const DayLimits = z
  .strictObject({ tokens: count(1e12).default(1_000_000), calls: count(1e9).default(5000), seconds: count(1e9).default(20_000) })
  .describe('For one day (UTC), all processes together.');

const MinuteLimits = z
  .strictObject({ calls: count(100_000).nullable().default(null) })
  .describe('For one minute; null: as the installation says (LIMIT_MODEL_PER_MINUTE).');

export const ModelLimits = z.strictObject({
  turn: TurnLimits.prefault({}),
  minute: MinuteLimits.prefault({}),
  day: DayLimits.prefault({}),
});

/** Absent is unknown, never free: a cost that cannot be known is shown as unknown. */
const price = z.number().min(0).max(1_000_000).optional();
export const ModelPrices = z
  .strictObject({
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'Must be a currency such as USD.')
      .default('USD'),
    input: price.describe('For a million tokens asked.'),
    output: price.describe('For a million tokens answered.'),
  })
  .describe('What is not named is unknown, and so is the cost of a call.');

/** What a provider is set up with, but for its key, the consent and its state. */
export const ModelSettings = z.strictObject({
  baseUrl: address.describe('Up to and with the version, as in …/v1.'),
  model: modelName,
  transcriptionModel: modelName.nullable().default(null).describe('For voice notes; null: they are not heard.'),
  visionModel: modelName.nullable().default(null).describe('For pictures; null: they are not looked at.'),
  temperature: z.number().min(0).max(2).nullable().default(null).describe('Null: the provider’s own.'),
  maxOutputTokens: count(16_000).default(600),
  timeoutSeconds: count(20).default(12).describe('For one request.'),
  limits: ModelLimits.prefault({}),
  prices: ModelPrices.prefault({}),
});
export type ModelSettings = z.infer<typeof ModelSettings>;

const key = z
  .string()
  .min(1)
  .max(1000)
  .regex(/^[\x21-\x7e]+$/, 'Must be visible characters without spaces.');
const contactText = z.boolean().describe('Whether what contacts write may be sent there. Setting it is the organization’s consent.');

export const ModelProviderCreation = z.strictObject({
  name: line(80).describe('What the settings of an assistant call it; once in an organization.'),
  preset: ModelPreset,
  ...ModelSettings.shape,
  baseUrl: ModelSettings.shape.baseUrl.optional().describe('Needed for "custom"; otherwise the preset’s.'),
  key: key.optional(),
  contactText: contactText.default(false),
});
export type ModelProviderCreation = z.infer<typeof ModelProviderCreation>;

export const ModelProviderChange = z.strictObject({
  name: line(80).optional(),
  baseUrl: address.optional(),
  model: modelName.optional(),
  transcriptionModel: modelName.nullable().optional(),
  visionModel: modelName.nullable().optional(),
  temperature: z.number().min(0).max(2).nullable().optional(),
  maxOutputTokens: count(16_000).optional(),
  timeoutSeconds: count(20).optional(),
  limits: ModelLimits.optional(),
  prices: ModelPrices.optional(),
  key: key.nullable().optional().describe('Null: none.'),
  contactText: contactText.optional(),
});
export type ModelProviderChange = z.infer<typeof ModelProviderChange>;

const Spent = z.object({ calls: z.int(), tokens: z.int(), seconds: z.number() });

export const ModelProvider = z.object({
  id: Id,
  name: z.string(),
  preset: ModelPreset,
  ...ModelSettings.shape,
  keySet: z.boolean().describe('Whether there is a key; it is never shown.'),
  contactText: z.object({ allowed: z.boolean(), by: z.string().nullable(), at: Time.nullable() }),
  state: z.enum(['active', 'disabled']),
  today: Spent.extend({ exhaustedAt: Time.nullable().describe('Since when a daily limit keeps it from being asked.') }),
  provisioned: z.boolean().describe('Named by the provisioning file: it is changed there.'),
  createdAt: Time,
  changedAt: Time,
});
export type ModelProvider = z.infer<typeof ModelProvider>;

export const ModelCheck = z.object({
  ok: z.boolean(),
  problem: z.string().nullable().describe('One word: key, model, address, unreachable, quota, overloaded, timeout, garbage …'),
  message: z.string().describe('What happened and what to do.'),
  tookMs: z.int(),
});
export type ModelCheck = z.infer<typeof ModelCheck>;

export const ModelCall = z.object({
  id: Id,
  providerId: Id,
  model: z.string(),
  purpose: z.enum(['answer', 'transcription', 'description', 'check', 'reading']).describe('"reading": for the safety gate.'),
  turnId: Id.nullable(),
  contactId: Id.nullable(),
  outcome: z.string().describe('"answered", or why not.'),
  inputTokens: z.int().nullable(),
  outputTokens: z.int().nullable(),
  cost: z.object({ amount: z.number(), currency: z.string() }).nullable().describe('Null: unknown.'),
  tookMs: z.int(),
  createdAt: Time,
});
export type ModelCall = z.infer<typeof ModelCall>;
