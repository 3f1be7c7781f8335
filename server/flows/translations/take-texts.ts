import type { RefusedText, TakenTexts } from '#contract/flow-texts.ts';
import type { FlowDefinition } from '#contract/flows.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound } from '#platform/errors.ts';
import { isStorable } from '#platform/fields.ts';
import { decodeFile } from '#platform/files/csv.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { openTemplates, type Templates } from '#templates/index.ts';
import { readDefinition } from '../definition/read-definition.ts';
import { requireFlow, withDraft } from '../drafts/get-flow.ts';
import { lockFlow, updateFlow } from '../drafts/store.ts';
import type { GivenText } from './given.ts';
import { byLanguage, placesOf, type TextPlace, withWords } from './places.ts';
import { isUnchanged, readTable, stampOf, wrongFile } from './table.ts';
import { readXliff } from './xliff.ts';

/** Puts the texts of a file into the draft. A line that does not fit is left out and told; the others count. An empty cell changes nothing. */
export async function takeTexts(scope: Scope, id: string, file: Buffer): Promise<TakenTexts> {
  requirePermission(scope, 'flows.change');
  await requireFlow(scope, id);
  const [given, templates] = await Promise.all([readGiven(file), openTemplates()]);
  const outcome = await inTransaction(scope, 'take texts', async ({ db, clock }) => {
    const row = await lockFlow(db, id);
    if (!row) throw notFound('flow');
    const put = putTexts(readDefinition(row.draft), given, templates);
    if (put.changed > 0) await updateFlow(db, id, { draft: put.definition, revision: row.revision + 1, changed_at: clock.now() });
    return put;
  });
  const { changed, same, refused } = outcome;
  return { changed, same, refused, flow: withDraft(await requireFlow(scope, id)) };
}

async function readGiven(file: Buffer): Promise<GivenText[]> {
  const start = file
    .subarray(0, 200)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  return start.startsWith('<') ? readXliff(decodeFile(file, wrongFile).text) : readTable(file);
}

interface Put {
  readonly definition: FlowDefinition;
  readonly changed: number;
  readonly same: number;
  readonly refused: RefusedText[];
}

/** The draft with the texts in it. What somebody changed here since the file was made stays as it is here. */
export function putTexts(definition: FlowDefinition, given: readonly GivenText[], templates: Pick<Templates, 'fault'>): Put {
  const places = placesOf(definition);
  let now = definition;
  const refused: RefusedText[] = [];
  let changed = 0;
  let same = 0;
  for (const one of given) {
    const place = places.get(one.name);
    const texts = place ? byLanguage(place.words, definition) : {};
    const before = texts[one.language];
    if (place && before !== undefined && isUnchanged(one.text, before)) {
      same += 1;
      continue;
    }
    const fault = place ? (faultOf(one, { definition, texts, templates }) ?? placeFault(place, one)) : unknownText;
    if (fault || !place) {
      refused.push({ line: one.line, text: one.name.slice(0, 200), language: one.language.slice(0, 40), ...(fault ?? unknownText) });
      continue;
    }
    changed += 1;
    now = place.write(now, withWords(place.read(now), one.language, one.text, definition));
  }
  return { definition: now, changed, same, refused };
}

type Reason = Pick<RefusedText, 'reason' | 'message'>;
const unknownText: Reason = { reason: 'unknown_text', message: 'The flow has no such text, or has it no more.' };
const longest = 4096;

function placeFault({ fault }: TextPlace, { text }: GivenText): Reason | null {
  const wrong = fault?.(text) ?? null;
  return wrong === null ? null : { reason: 'unreadable', message: `It ${wrong}` };
}

interface Around {
  readonly definition: FlowDefinition;
  readonly texts: Readonly<Record<string, string>>;
  readonly templates: Pick<Templates, 'fault'>;
}

function faultOf({ language, text, stamp }: GivenText, { definition, texts, templates }: Around): Reason | null {
  if (!definition.languages.includes(language))
    return { reason: 'unknown_language', message: `The flow does not speak "${language.slice(0, 40)}": add it in its settings first.` };
  if (stamp !== stampOf(texts, definition.languages))
    return { reason: 'changed_meanwhile', message: 'Somebody changed this text here since the file was made. Download it again.' };
  if (text.length > longest) return { reason: 'too_long', message: `It has ${text.length} characters; it may have ${longest}.` };
  const unreadable = isStorable(text) ? templates.fault(text) : 'holds what no message can hold';
  return unreadable === null ? null : { reason: 'unreadable', message: `It ${unreadable}` };
}
