import type { Liquid, Template } from 'liquidjs';
import { BoundedMap } from '#platform/bounded-map.ts';
import { type Gap, gapsOf } from './gaps.ts';

/** Texts with gaps, as authors write them. What contacts wrote fills gaps; it is never read as a template. */
export interface Templates {
  /** Fills the gaps in. `missing`: the variables nobody knew and that had no fallback; their gaps stay empty. */
  render(source: string, values: Readonly<Record<string, unknown>>): Rendered;
  /** What is wrong with a text, in words that follow its field's name; null: nothing. */
  fault(source: string): string | null;
  /** The variables a text uses. None of one that cannot be read. */
  gaps(source: string): readonly Gap[];
}

export interface Rendered {
  readonly text: string;
  readonly missing: readonly string[];
}

/** What one value may put into a text; a stored text is as long as a message. */
const valueMax = 1000;
const wordsMax = 4096;

/** Words that an author wrote, with their own gaps filled: they stand in another text whole. */
export class StoredWords {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
  /** For conditions and filters, which know texts. */
  valueOf(): string {
    return this.#text;
  }
  toJSON(): string {
    return this.#text;
  }
}
/** So many texts are kept as they were parsed. A text is its own key: one that was changed is another. */
const cacheMax = 2000;
const limits = { parseLimit: 20_000, renderLimit: 1_000, memoryLimit: 1_000_000 } as const;

/** A text shows, chooses and lists. It reaches no file, no clock and no chance, and nothing comes around `plainText`. */
const tags = new Set(['if', 'unless', 'case', 'for', 'break', 'continue', 'assign', 'comment', 'raw', '#']);
const notFilters = [
  'raw',
  'sample',
  'json',
  'jsonify',
  'inspect',
  'sha256',
  'hmac_sha256',
  'base64_encode',
  'base64_decode',
  'date',
  'date_to_xmlschema',
  'date_to_rfc822',
  'date_to_string',
  'date_to_long_string',
  'where_exp',
  'reject_exp',
  'group_by_exp',
  'has_exp',
  'find_exp',
  'find_index_exp',
] as const;

let opened: Promise<Templates> | null = null;

/** Loaded with the first flow: most installations have none. */
export function openTemplates(): Promise<Templates> {
  opened ??= import('liquidjs').then(({ Liquid }) => create(new Liquid(options)));
  return opened;
}

const options = {
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  // A condition and a fallback may ask for what nobody knows.
  lenientIf: true,
  // No other template can be reached.
  templates: {},
  outputEscape: plainText,
  ...limits,
};

function create(liquid: Liquid): Templates {
  for (const name of Object.keys(liquid.tags)) if (!tags.has(name)) delete liquid.tags[name];
  for (const name of notFilters) delete liquid.filters[name];
  const parsed = new BoundedMap<string, Template[] | Error>(cacheMax);

  function parse(source: string): Template[] | Error {
    let found = parsed.get(source);
    if (found === undefined) {
      try {
        found = liquid.parse(source);
      } catch (error) {
        found = error as Error;
      }
      parsed.set(source, found);
    }
    return found;
  }

  return {
    render(source, values) {
      const template = parse(source);
      if (template instanceof Error) return { text: '', missing: ['a text that cannot be read'] };
      try {
        return { text: liquid.renderSync(template, values) as string, missing: [] };
      } catch (error) {
        return withoutStrictness(liquid, template, values, error as Error);
      }
    },
    fault(source) {
      const template = parse(source);
      return template instanceof Error ? `is not a text with gaps that can be read: ${firstLine(template)}` : null;
    },
    gaps(source) {
      const template = parse(source);
      return template instanceof Error ? [] : gapsOf(liquid, template);
    },
  };
}

/** A gap without a value stays empty and is told; a text that takes too much is not said at all. */
function withoutStrictness(liquid: Liquid, template: Template[], values: object, error: Error): Rendered {
  const name = /undefined variable: ([^\s,]+)/.exec(error.message)?.[1];
  if (name === undefined) return { text: '', missing: [firstLine(error)] };
  try {
    return { text: liquid.renderSync(template, values, { strictVariables: false }) as string, missing: [name] };
  } catch (again) {
    return { text: '', missing: [firstLine(again as Error)] };
  }
}

/** A value as it may stand in a message: plain text, without what could move or hide the text around it. */
function plainText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(plainText).join(', ').slice(0, valueMax).toWellFormed();
  if (value instanceof StoredWords) return String(value).slice(0, wordsMax).toWellFormed();
  if (typeof value === 'object') return '';
  const visible = String(value).replace(/[^\P{C}\n\t]/gu, '');
  return visible.length > valueMax ? `${visible.slice(0, valueMax - 1).toWellFormed()}…` : visible;
}

function firstLine(error: Error): string {
  return (error.message.split('\n')[0] ?? '').slice(0, 300);
}
