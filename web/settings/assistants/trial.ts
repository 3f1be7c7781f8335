import type { Tried } from '../../../modules/inspector/contract.ts';

export interface TrialLine {
  readonly from: 'contact' | 'assistant' | 'system';
  /** Of the system: "people", "silence". */
  readonly text: string;
  /** What can be tapped. */
  readonly choices: readonly string[];
  /** Why it was answered so, step by step. */
  readonly why: readonly string[];
}

/** A trial as it stands: what is shown, and what the server is told of it with the next question. */
export interface Trial {
  readonly lines: readonly TrialLine[];
  readonly messages: readonly { readonly from: 'contact' | 'assistant'; readonly text: string }[];
  readonly memory: Readonly<Record<string, unknown>>;
}

export const trialOf = (): Trial => ({ lines: [], messages: [], memory: {} });

/** As many of the last messages as the server takes, with room for the next one. */
const messagesMax = 50;

export function afterAnswer(trial: Trial, { replies, handler, trace, memory, model }: Tried): Trial {
  const why = [...new Set([...trace.map(({ reason }) => reason), ...(model.reason === null ? [] : [model.reason])])];
  const said = replies.map(
    ({ text, content }): TrialLine => ({ from: 'assistant', text: text ?? '', choices: choicesIn(content), why: [] }),
  );
  const answers = said.map((line, index) => (index === said.length - 1 ? { ...line, why } : line));
  const quiet: TrialLine[] = answers.length === 0 ? [{ from: 'system', text: 'silence', choices: [], why: [] }] : [];
  const people: TrialLine[] = handler === 'people' ? [{ from: 'system', text: 'people', choices: [], why: [] }] : [];
  const messages = [
    ...trial.messages,
    ...answers.filter(({ text }) => text !== '').map(({ text }) => ({ from: 'assistant' as const, text })),
  ];
  return { lines: [...trial.lines, ...answers, ...(people.length > 0 ? people : quiet)], messages: messages.slice(-messagesMax), memory };
}

/** The titles of buttons and rows, wherever in a message they stand. */
export function choicesIn(content: unknown): string[] {
  if (Array.isArray(content)) return content.flatMap(choicesIn);
  if (typeof content !== 'object' || content === null) return [];
  const { id, title } = content as { id?: unknown; title?: unknown };
  if (typeof id === 'string' && typeof title === 'string') return [title];
  return Object.values(content).flatMap(choicesIn);
}
