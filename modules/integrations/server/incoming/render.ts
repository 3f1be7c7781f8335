import type { Liquid } from 'liquidjs';

/** A template or what it was given does not fit; the message says what a person must change. */
export class TemplateFault extends Error {}

/** What one value may put into a text. */
const valueMax = 1000;

let engine: Promise<Liquid> | null = null;

/** Loaded with the first template: most installations have none. */
function open(): Promise<Liquid> {
  engine ??= import('liquidjs').then(
    ({ Liquid }) =>
      new Liquid({
        // A misspelt name is told, never left out in silence.
        strictVariables: true,
        strictFilters: true,
        ownPropertyOnly: true,
        // No other template can be reached.
        templates: {},
        outputEscape: plainText,
        parseLimit: 10_000,
        renderLimit: 1_000,
        memoryLimit: 1_000_000,
      }),
  );
  return engine;
}

/** A value as it may stand in a message: plain text, without what could move or hide the text around it. */
function plainText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') throw new TemplateFault('puts a whole object or list into the text; name one field of it');
  const visible = String(value).replace(/[^\P{C}\n\t]/gu, '');
  return visible.length > valueMax ? `${visible.slice(0, valueMax - 1).toWellFormed()}…` : visible;
}

/** What is wrong with a template, in words that follow the field's name; null: nothing. */
export async function templateFault(template: string): Promise<string | null> {
  const liquid = await open();
  try {
    liquid.parse(template);
    return null;
  } catch (error) {
    return `is not a template that can be read: ${firstLine(error)}`;
  }
}

/** Fills a template in with the body of a call. Throws `TemplateFault`. */
export async function render(template: string, body: unknown): Promise<string> {
  const liquid = await open();
  try {
    return String(await liquid.parseAndRender(template, { body })).trim();
  } catch (error) {
    throw new TemplateFault(firstLine(error));
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : 'it failed').split('\n')[0]?.slice(0, 300) ?? '';
}
