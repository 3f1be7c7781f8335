import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { BadCommand, readOptions } from '#platform/command-line.ts';
import {
  countReadings,
  type GroupFigures,
  isWrong,
  type LabelledLine,
  readLabelledLine,
  readText,
  readTextLine,
  type Severity,
  type Share,
} from '#safety/index.ts';
import type { ReadingModel } from './read-by-model.ts';
import { say } from './terminal.ts';

const usage = `Usage: npm run -s baraza -- safety classify [--in FILE]
       npm run -s baraza -- safety evaluate --in FILE [--show] [--model NAME --url URL [--key-file FILE]]

Reads texts with the safety rules. Needs no server, no database and, without --model, no network. A severity is of the text, never of a person.

  classify         reads lines {"id": "…", "text": "…"} from FILE or standard input, and writes
                   {"id", "severity", "categories", "evidence", "reason"} for each
  evaluate         measures the rules on lines with a "label" (none, concern, crisis), and perhaps "lang" and "kind"
  --in FILE        the lines
  --model NAME     has a model read beside the rules, as it would at work: each text is sent there, and an answer is waited for 3 seconds
  --url URL        where it is asked, in the form of OpenAI, as in http://127.0.0.1:11434/v1
  --key-file FILE  the key it wants, in a file
  --show           list the crises that were missed and the false alarms
`;

/** What is wrong with the files, in sentences for the person at the terminal. */
class Unusable extends Error {}

/** `baraza safety`. Ends with 2 when flags or files cannot be used, with 1 when some lines could not be read. */
export async function safety(words: readonly string[], input: Readable = process.stdin): Promise<number> {
  const [command, ...flags] = words;
  try {
    if (command === undefined || words.includes('--help') || command === 'help') {
      say(usage);
      return command === undefined ? 2 : 0;
    }
    if (command === 'classify') return await classify(readOptions(flags, { in: { type: 'string' } }).in, input);
    if (command === 'evaluate') return await evaluate(readOptions(flags, evaluation));
    throw new BadCommand(`There is no "safety ${command}", only "safety classify" and "safety evaluate".`);
  } catch (error) {
    if (error instanceof BadCommand) process.stderr.write(`${error.message}\n\n${usage}`);
    else if (error instanceof Unusable) process.stderr.write(`${error.message}\n`);
    else throw error;
    return 2;
  }
}

/** Answers line by line, so that a file larger than the memory can be read; a bad line stops none of the others. */
async function classify(path: string | undefined, input: Readable): Promise<number> {
  const source = path === undefined ? input : createReadStream(path);
  let number = 0;
  let faults = 0;
  try {
    for await (const line of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      const read = readTextLine(line);
      if (read === null) continue;
      if (typeof read === 'string') {
        faults += 1;
        process.stderr.write(`${path ?? 'standard input'}, line ${number}: ${read}.\n`);
        continue;
      }
      const { severity, categories, evidence, reason } = readText(read.text);
      say(JSON.stringify({ id: read.id, severity, categories, evidence, reason }));
    }
  } catch (error) {
    throw unreadable(path ?? 'standard input', error);
  }
  if (faults > 0) process.stderr.write(`${faults} ${faults === 1 ? 'line' : 'lines'} could not be read; all others were answered.\n`);
  return faults > 0 ? 1 : 0;
}

const evaluation = {
  in: { type: 'string' },
  show: { type: 'boolean' },
  model: { type: 'string' },
  url: { type: 'string' },
  'key-file': { type: 'string' },
} as const;
type Evaluation = { readonly [name in keyof typeof evaluation]?: string | boolean | undefined };

async function evaluate({ in: path, show, ...given }: Evaluation): Promise<number> {
  if (typeof path !== 'string') throw new BadCommand('--in FILE is missing.');
  const model = modelIn(given);
  const lines = readLabelled(path);
  const severities = model ? await readBeside(lines, model) : lines.map(({ text }) => readText(text).severity);
  const judged = lines.map((line, at) => ({
    ...line,
    lang: line.lang ?? 'not said',
    kind: line.kind ?? 'not said',
    reading: { severity: severities[at] as Severity },
  }));
  const { all, languages, kinds } = countReadings(judged);
  say([...table('Language', [...languages, all]), '', ...table('Kind', kinds), '', legend].join('\n'));
  if (show)
    for (const one of judged.filter(isWrong))
      say(`${one.label === 'crisis' ? 'Missed' : 'False alarm'}  ${one.id}  (${one.reading.severity})  ${one.text}`);
  return 0;
}

function modelIn({ model: name, url, 'key-file': keyFile }: Omit<Evaluation, 'in' | 'show'>): ReadingModel | null {
  if (name === undefined && url === undefined && keyFile === undefined) return null;
  if (typeof name !== 'string' || typeof url !== 'string') throw new BadCommand('--model NAME and --url URL are needed together.');
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw new BadCommand(`--url ${url} is no web address.`);
  return { name, url, key: typeof keyFile === 'string' ? readWhole(keyFile).trim() : null };
}

/** Loaded only for this: whoever reads by the rules alone need not wait for it. */
async function readBeside(lines: readonly LabelledLine[], model: ReadingModel): Promise<readonly Severity[]> {
  const { readByModel } = await import('./read-by-model.ts');
  const texts = lines.map(({ text }) => text);
  const { severities, without } = await readByModel(texts, model);
  say(`With "${model.name}" beside the rules. For ${without} of ${texts.length} messages it gave no answer in time that can be used.\n`);
  return severities;
}

function readWhole(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** A bad line would make a figure wrong, so here it ends the measurement. */
function readLabelled(path: string): LabelledLine[] {
  const content = readWhole(path);
  const lines: LabelledLine[] = [];
  const faults: string[] = [];
  for (const [index, line] of content.split(/\r?\n/).entries()) {
    const read = readLabelledLine(line);
    if (typeof read === 'string') faults.push(`${path}, line ${index + 1}: ${read}.`);
    else if (read) lines.push(read);
  }
  const more = faults.length > 10 ? [`${path}: and ${faults.length - 10} more lines that cannot be used.`] : [];
  if (faults.length > 0) throw new Unusable([...faults.slice(0, 10), ...more].join('\n'));
  if (lines.length === 0) throw new Unusable(`${path} has no messages in it.`);
  return lines;
}

const legend = `Found: crises read as high or imminent. Asked: at least moderate, a direct question. False alarms and questions: the same, of
messages labelled "none". Concerns: those read as high or imminent. In brackets: the 95 % interval (Wilson).`;

function table(head: string, groups: readonly GroupFigures[]): string[] {
  const rows = groups.map((group) => [group.name, group.found, group.falseAlarms, group.asked, group.falseQuestions, group.concerns]);
  const cells = [
    [head, 'Crises found', 'False alarms', 'Crises asked', 'False questions', 'Concerns'],
    ...rows.map((row) => row.map(cell)),
  ];
  const widths = (cells[0] as string[]).map((_, column) => Math.max(...cells.map((row) => (row[column] as string).length)));
  return cells.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] as number))
      .join('  ')
      .trimEnd(),
  );
}

function cell(value: string | Share): string {
  if (typeof value === 'string') return value;
  if (value.all === 0) return '-';
  const percent = (rate: number) => (100 * rate).toFixed(1);
  return `${value.some}/${value.all} ${percent(value.some / value.all)} % (${percent(value.low)}-${percent(value.high)})`;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not',
  ENOTDIR: 'there is no such folder',
};

function unreadable(path: string, error: unknown): Error {
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
  if (reason === undefined) return error as Error;
  return new Unusable(`${path} cannot be read: ${reason}.`);
}
