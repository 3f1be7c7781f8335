/** The settings of an assistant as a form holds them, and as the API takes them. */

export interface Question {
  readonly q: string;
  readonly a: string;
}

export interface Topic {
  readonly name: string;
  /** One in a line. */
  readonly examples: string;
  readonly answer: string;
}

type Settings = Readonly<Record<string, unknown>>;
const formed =
  'kind quietMs restSeconds greeting faq intents provider instructions language temperature hearsVoice seesPictures fallback'.split(' ');

export interface AssistantDraft {
  readonly kind: string;
  /** Null: the kind's own. */
  readonly quietSeconds: number | null;
  /** Null: the kind's own. */
  readonly restSeconds: number | null;
  readonly greeting: string;
  readonly faq: readonly Question[];
  readonly topics: readonly Topic[];
  readonly provider: string;
  readonly instructions: string;
  readonly language: string;
  readonly temperature: number | null;
  readonly hearsVoice: boolean;
  readonly seesPictures: boolean;
  /** Settings of its kind that this form has no field for, as they were: saving must not take them away. */
  readonly others: { readonly kind: string; readonly settings: Settings };
}

interface Prepared {
  readonly greeting?: string;
  readonly faq?: readonly Question[];
  readonly intents?: readonly { readonly name: string; readonly examples: readonly string[]; readonly answer: string }[];
}

export function draftOf(choice: Settings): AssistantDraft {
  const kind = String(choice.kind);
  // A model's prepared answers are those of the assistant that stands in for it.
  const prepared = (kind === 'model' ? (choice.fallback ?? {}) : choice) as Prepared;
  return {
    kind,
    quietSeconds: typeof choice.quietMs === 'number' ? choice.quietMs / 1000 : null,
    restSeconds: typeof choice.restSeconds === 'number' ? choice.restSeconds : null,
    greeting: prepared.greeting ?? '',
    faq: (prepared.faq ?? []).map(({ q, a }) => ({ q, a })),
    topics: (prepared.intents ?? []).map(({ name, examples, answer }) => ({ name, examples: examples.join('\n'), answer })),
    provider: String(choice.provider ?? ''),
    instructions: String(choice.instructions ?? ''),
    language: String(choice.language ?? ''),
    temperature: typeof choice.temperature === 'number' ? choice.temperature : null,
    hearsVoice: choice.hearsVoice === true,
    seesPictures: choice.seesPictures === true,
    others: { kind, settings: Object.fromEntries(Object.entries(choice).filter(([name]) => !formed.includes(name))) },
  };
}

export type AssistantChoice = { readonly kind: string } & Record<string, unknown>;

export function choiceOf(draft: AssistantDraft): AssistantChoice {
  const { kind, quietSeconds, restSeconds, others } = draft;
  const common = {
    ...(others.kind === kind ? others.settings : {}),
    kind,
    ...(quietSeconds === null ? {} : { quietMs: Math.round(quietSeconds * 1000) }),
    ...(restSeconds === null ? {} : { restSeconds }),
  };
  if (kind === 'offline') return { ...common, ...preparedOf(draft) };
  if (kind !== 'model' && kind !== 'companion') return common;
  const { provider, instructions, language, temperature, hearsVoice, seesPictures } = draft;
  const worded = {
    ...(instructions.trim() === '' ? {} : { instructions }),
    ...(temperature === null ? {} : { temperature }),
  };
  // A companion without a provider listens in its own words.
  if (kind === 'companion') return { ...common, ...worded, ...(provider === '' ? {} : { provider }) };
  return {
    ...common,
    ...worded,
    provider,
    ...(language.trim() === '' ? {} : { language: language.trim() }),
    hearsVoice,
    seesPictures,
    fallback: preparedOf(draft),
  };
}

function preparedOf({ greeting, faq, topics }: AssistantDraft) {
  return {
    ...(greeting.trim() === '' ? {} : { greeting }),
    faq,
    intents: topics.map(({ name, examples, answer }) => ({ name, examples: linesOf(examples), answer })),
  };
}

/** The sentences of a topic, without empty lines. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** How the server names the fields of prepared answers, which lie deeper for a model. */
export const preparedField = (kind: string, path: string) => `${kind === 'model' ? 'assistant.fallback' : 'assistant'}.${path}`;

/** Every field of the form as the server names it, so that a fault is shown where it is. */
export function fieldsOf({ kind, faq, topics }: AssistantDraft): string[] {
  const prepared = [
    'greeting',
    ...faq.flatMap((_, index) => [`faq[${index}].q`, `faq[${index}].a`]),
    ...topics.flatMap(({ examples }, index) => [`intents[${index}].name`, `intents[${index}].answer`, ...exampleFields(index, examples)]),
  ];
  const own = ['kind', 'quietMs', 'restSeconds', 'provider', 'instructions', 'language', 'temperature', 'hearsVoice', 'seesPictures'];
  return [...own.map((name) => `assistant.${name}`), ...prepared.map((path) => preparedField(kind, path))];
}

/** The faults of a topic's examples: of all of them, and of each. */
export function exampleFields(topic: number, examples: string): string[] {
  return [`intents[${topic}].examples`, ...linesOf(examples).map((_, index) => `intents[${topic}].examples[${index}]`)];
}
