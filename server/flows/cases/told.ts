import type { CaseContent, CaseLine } from '#contract/flow-cases.ts';
import type { TrialInput, TrialLine, TrialOutcome } from '#contract/flow-trial.ts';

/** What came of a trial, as lines that somebody who knows the subject reads. */
export function tell({ lines, at, outcome, waits }: TrialOutcome, inputs: readonly TrialInput[]): Pick<CaseContent, 'talk' | 'ends'> {
  return { talk: lines.flatMap((line) => toLine(line, inputs)), ends: { node: at.node, outcome: waits === null ? outcome : null } };
}

function toLine(line: TrialLine, inputs: readonly TrialInput[]): CaseLine[] {
  switch (line.kind) {
    case 'input': {
      const comes = inputs[line.input];
      return comes ? [{ comes }] : [];
    }
    case 'said':
      return [{ said: wordsOf(line.content) }];
    case 'step':
      return [{ done: `${line.step}: ${line.exit}` }];
    case 'stage':
      return [{ done: `stage: ${line.stage ?? '-'}` }];
    case 'assistant':
      return [{ done: `assistant: ${line.node}` }];
    case 'hand_over':
      return [{ done: `people: ${line.reason}` }];
    case 'note':
      // Why it was said is for who looks at a trial, and is worded anew from time to time; that something was is the case's.
      return [{ done: `${line.node}: ${line.outcome}` }];
  }
}

interface Shown {
  readonly kind: string;
  readonly text?: string;
  readonly file?: string;
  readonly link?: string;
  readonly url?: string;
  readonly name?: string;
  readonly button?: string;
  readonly body?: readonly string[];
  readonly buttons?: readonly { title: string }[];
  readonly sections?: readonly { rows: readonly { title: string }[] }[];
}

function wordsOf(content: TrialLine extends infer Line ? (Line extends { kind: 'said'; content: infer C } ? C : never) : never): string {
  const { kind, text, file, link, url, name, button, body, buttons, sections } = content as unknown as Shown;
  const thing = kind === 'template' ? [`(template ${name})`, ...(body ?? [])] : file || link ? [`(${kind})`] : [];
  const taps = [...(buttons ?? []), ...(sections ?? []).flatMap(({ rows }) => rows)].map(({ title }) => `[${title}]`);
  const way = url === undefined ? [] : [`[${button ?? ''}] ${url}`];
  return [...thing, text ?? '', taps.join(' '), ...way].filter((part) => part !== '').join('\n');
}
