import type { Options } from './options.ts';

/** docs/running/benchmark.md: what was done, on what, and what came of it. */
export function document(
  figures: string,
  machine: readonly string[],
  { quick, size, roundsDone }: Options & { readonly roundsDone: number },
): string {
  return `# Benchmark

Written by \`npm run bench -- ${quick ? '--quick ' : ''}--write\`; do not edit. Run it on your machine: figures of two machines cannot be compared.

${machine.map((line) => `- ${line}`).join('\n')}

${method(quick, { ...size, rounds: roundsDone })}

${figures}
`;
}

function method(quick: boolean, size: Options['size']): string {
  const messages = (size.contacts * size.perContact).toLocaleString('en');
  return `## Method

- A load is ${size.contacts} new contacts × ${size.perContact} messages, one signed webhook each, written and signed before the clock starts; ${size.rounds} rounds${quick ? ' (a quick run: read nothing into small differences)' : ''}, every program in each, medians.
- Each visit: new data folder or database, start, one load as warm-up, then the counted loads. Ratios are made within a round.
- messages/s: first webhook sent → last reply at the Graph. ack: webhook sent → answered. reply: webhook sent → its reply at the Graph. One monotonic clock.
- 100/s and 200/s: ${size.steadySeconds} s, ${size.steadyRounds === 1 ? 'one round' : `${size.steadyRounds} rounds`}, the Graph answers after 50 ms. Sent on time whether or not the earlier ones were answered.
- Client, fake Graph (tools/fake-graph), the program and PostgreSQL share the machine's cores; each but the client is a process of its own.
- CPU s: processor seconds for 1,000 messages (${messages} measured); PostgreSQL's are those of the program's sessions. RSS: the program's own process.
- The ceilings (tools/bench/ceilings) know no tenants, turns, order, pace or recovery. Naive: a transaction per message, POST, UPDATE. Batching: the same in micro-batches of one statement. Both have Baraza’s 10 connections and HTTP settings.
- Baraza also marks messages as read: a further POST, at most one a conversation in 3 s, which the ceilings do not make. Only sends are counted.
- Baraza runs as \`npm start\` runs it (logging to a file), with the channel's pace out of the way; statuses only where said.
- RSS at rest: ${size.restSeconds} s after a start on existing data${size.restSeconds < 60 ? ' (60 s in a whole run)' : ''}. With statuses: one run on that process after one warm-up; the Graph posts three for each reply.
- Beside a crowd: its messages come 100 in a webhook, 5 webhooks in flight; single ones alone first, then as long as the crowd is there.
- Out of order: a reply overtook an earlier one of the same contact whose webhook had been answered before this one was sent.`;
}
