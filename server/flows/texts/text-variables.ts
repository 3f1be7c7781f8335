import type { TextContent } from '#contract/texts.ts';
import type { VariableProvider, VariableScope } from '#core/variables.ts';
import { openTemplates, StoredWords } from '#templates/index.ts';
import type { FlowTools } from '../tools.ts';
import { readValues } from '../variables/values.ts';

export const textPrefix = 'text.';

/** The words for somebody: of their channel if it has its own, in the first of the languages that there is. */
export function wordsFor(content: TextContent, channel: string, languages: readonly (string | null)[]): string {
  const own = content.channels[channel] ?? {};
  const wanted = languages.flatMap((language) => (language === null ? [] : [language, language.split('-')[0] as string]));
  for (const words of [own, content.words]) for (const language of wanted) if (words[language] !== undefined) return words[language];
  return Object.values(content.words)[0] ?? '';
}

/**
 * Stored texts as gaps of other texts: {{ text.opening_hours }}. Their own gaps are filled from what is known of the contact; of the answers
 * of a flow, and of other stored texts, they know nothing.
 */
export function textVariables(tools: Pick<FlowTools, 'books' | 'parts'> & { readonly log: VariableLog }): VariableProvider {
  return {
    variables: [],
    open: {
      prefix: textPrefix,
      summary: 'Stored texts.',
      complete: true,
      async list({ organization }) {
        const texts = await tools.books.texts(organization.id);
        return [...texts].map(([name, { words }]) => ({
          name: `${textPrefix}${name}`,
          type: 'text' as const,
          summary: 'A stored text.',
          example: (Object.values(words)[0] ?? '').slice(0, 300),
          always: true as const,
        }));
      },
    },
    async read(about, wanted) {
      const texts = await tools.books.texts(about.organization.id);
      const filled = await Promise.all(
        wanted.map(async (name) => {
          const content = texts.get(name.slice(textPrefix.length));
          return [name, content ? new StoredWords((await fillText(tools, about, content)).text) : undefined] as const;
        }),
      );
      return Object.fromEntries(filled);
    },
  };
}

type VariableLog = Parameters<typeof readValues>[1]['log'];

interface Saying {
  readonly language?: string | undefined;
  readonly channel?: string | undefined;
}

/** A stored text as the contact reads it. */
export async function fillText(
  tools: Pick<FlowTools, 'parts'> & { readonly log: VariableLog },
  about: VariableScope,
  content: TextContent,
  { language, channel = about.channel.type }: Saying = {},
): Promise<{ text: string; missing: readonly string[] }> {
  const source = wordsFor(content, channel, [language ?? null, about.contact.language, about.channel.organizationLanguage]);
  if (!source.includes('{')) return { text: source, missing: [] };
  const templates = await openTemplates();
  const named = templates.gaps(source).map(({ variable }) => variable);
  const { providers } = tools.parts();
  const others = providers.filter(({ open }) => open?.prefix !== textPrefix);
  const { values } = await readValues(others, { ...about, log: tools.log }, named);
  return templates.render(source, values);
}
