import { z } from 'zod';
import { type Label, labels } from './evaluate.ts';

/** One line of a file of texts. */
export interface TextLine {
  readonly id: string | number;
  readonly text: string;
  readonly lang?: string;
}

/** The same with what somebody says it is. */
export interface LabelledLine extends TextLine {
  readonly label: Label;
  readonly kind?: string;
}

/** As long as a text message can be on any channel. */
const longestText = 65_536;

const text = z.object({
  id: z.union([z.string().min(1).max(200), z.number()]),
  text: z.string().max(longestText),
  lang: z.string().max(35).optional(),
});
const labelled = text.extend({ label: z.enum(labels), kind: z.string().max(100).optional() });

/** Reads one line; what is wrong comes as a sentence that names the field. Empty lines are neither. */
export function readTextLine(line: string): TextLine | string | null {
  return readLine(line, text);
}

export function readLabelledLine(line: string): LabelledLine | string | null {
  return readLine(line, labelled);
}

function readLine<Line>(line: string, schema: z.ZodType<Line>): Line | string | null {
  if (line.trim() === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(line.replace(/^\ufeff/, ''));
  } catch {
    return 'is not JSON. Each line is one object: {"id": "…", "text": "…"}';
  }
  const read = schema.safeParse(value);
  return read.success ? read.data : explain(read.error.issues[0], value);
}

const shapes: Readonly<Record<string, string>> = {
  id: `must be a text of 1 to 200 characters or a number`,
  text: `must be a text of at most ${longestText} characters`,
  lang: 'must be a text of at most 35 characters',
  label: `must be one of ${labels.join(', ')}`,
  kind: 'must be a text of at most 100 characters',
};

function explain(issue: z.core.$ZodIssue | undefined, value: unknown): string {
  const field = String(issue?.path[0] ?? '');
  if (field === '' || typeof value !== 'object' || value === null) return 'is not an object with "id" and "text"';
  if (!(field in value)) return `"${field}" is missing`;
  return `"${field}" ${shapes[field]}`;
}
