import type { FlowTexts } from '#contract/flow-texts.ts';
import type { FlowDefinition } from '#contract/flows.ts';
import { badField } from '#platform/fields.ts';
import { type Download, downloadParts } from '#platform/files/download.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { readDefinition } from '../definition/read-definition.ts';
import { requireFlow } from '../drafts/get-flow.ts';
import { byLanguage, placesOf } from './places.ts';
import { writeTable } from './table.ts';
import { writeXliff } from './xliff.ts';

export const csvType = 'text/csv; charset=utf-8';
export const xliffType = 'application/xliff+xml';

/** Every text of the draft, and which are missing. */
export async function listTexts(scope: Scope, id: string): Promise<FlowTexts> {
  requirePermission(scope, 'flows.read');
  const definition = readDefinition((await requireFlow(scope, id)).draft);
  const texts = [...placesOf(definition)].map(([text, { node, words }]) => {
    const all = byLanguage(words, definition);
    return { text, node, words: { ...all }, missing: definition.languages.filter((language) => all[language] === undefined) };
  });
  return { languages: definition.languages, texts };
}

/** For a spreadsheet: all languages, or the first and the one that is asked for. */
export async function handTable(scope: Scope, id: string, language?: string): Promise<Download> {
  requirePermission(scope, 'flows.read');
  const { name, draft } = await requireFlow(scope, id);
  const definition = readDefinition(draft);
  const languages = language === undefined ? definition.languages : pair(definition, language);
  return downloadParts({ type: csvType, name: `${name}.csv` }, writeTable(definition, languages));
}

/** For a translation tool: from the first language into another. */
export async function handXliff(scope: Scope, id: string, wanted?: string): Promise<Download> {
  requirePermission(scope, 'flows.read');
  const { name, draft } = await requireFlow(scope, id);
  const definition = readDefinition(draft);
  const language = wanted ?? definition.languages[1] ?? definition.languages[0] ?? 'en';
  if (language === definition.languages[0])
    throw badField('language', `must be another than "${language}", which the texts are translated from`);
  pair(definition, language);
  return downloadParts({ type: xliffType, name: `${name}.${language}.xlf` }, writeXliff(definition, { flow: name, language }));
}

function pair({ languages }: FlowDefinition, language: string): string[] {
  if (!languages.includes(language)) throw badField('language', `must be one of the flow’s: ${languages.join(', ')}`);
  return [...new Set([languages[0] ?? language, language])];
}
