import { z } from 'zod';
import type { Example } from './train.ts';

/** A sentence of a file, and where it stood. */
export interface ReadExample extends Example {
  readonly line: number;
}

const schema = z.object({ text: z.string().max(65_536), intent: z.string().trim().min(1).max(200) });

/** Reads JSON lines `{"text", "intent"}`; other fields are allowed and ignored, empty lines too. Every fault names its line. */
export function readExamples(content: string): { examples: ReadExample[]; faults: string[] } {
  const examples: ReadExample[] = [];
  const faults: string[] = [];
  for (const [index, line] of content
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue;
    const fault = readLine(line, (example) => examples.push({ ...example, line: index + 1 }));
    if (fault) faults.push(`line ${index + 1}: ${fault}`);
  }
  return { examples, faults };
}

function readLine(line: string, take: (example: Example) => void): string | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'is not JSON. Each line is one object: {"text": "…", "intent": "…"}';
  }
  const read = schema.safeParse(value);
  if (!read.success) return explain(read.error.issues[0], value);
  if (read.data.text.trim() === '') return '"text" is empty';
  take(read.data);
  return null;
}

function explain(issue: z.core.$ZodIssue | undefined, value: unknown): string {
  const field = issue?.path[0];
  if (field === undefined) return 'is not an object with "text" and "intent"';
  if (!(String(field) in (value as object))) return `"${String(field)}" is missing`;
  if (issue?.code === 'invalid_type') return `"${String(field)}" is not a text`;
  return `"${String(field)}" is ${issue?.code === 'too_small' ? 'empty' : 'too long'}`;
}
