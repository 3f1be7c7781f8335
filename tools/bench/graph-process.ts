import { type FakeGraph, startFakeGraph } from '../fake-graph/server.ts';
import { machineMs } from './clock.ts';
import type { Arrival, Order, Report } from './graph.ts';
import { accessToken, appSecret, type GraphKind, graphKindNames, graphKinds, numberOf } from './world.ts';

/** The fake Graph as a process of its own, told what to wait for and asked what came. Started by graph.ts. */

let arrivals: Arrival[] = [];
let expected = Number.POSITIVE_INFINITY;

const graphs = new Map<GraphKind, FakeGraph>();
for (const kind of graphKindNames) {
  const { latencyMs, statuses } = graphKinds[kind];
  const graph = await startFakeGraph({
    latencyMs,
    statuses,
    appSecret,
    accessToken,
    numbers: [numberOf(kind)],
    // The webhooks come from the load generator, so this Graph has heard of nobody.
    closedWindow: 'ignore',
    onSent: (message) => arrived(message.text ?? ''),
  });
  graphs.set(kind, graph);
}

function arrived(text: string): void {
  arrivals.push([text, machineMs()]);
  if (arrivals.length === expected) tell({ kind: 'complete' });
}

process.on('message', (order: Order) => {
  if (order.kind === 'expect') {
    arrivals = [];
    expected = order.count;
    for (const graph of graphs.values()) graph.reset();
  }
  if (order.kind === 'webhook') graphs.get('statuses')?.setWebhook(order.url);
  if (order.kind === 'report') {
    const all = [...graphs.values()];
    const reads = all.reduce((sum, graph) => sum + graph.reads.length, 0);
    const undelivered = all.reduce((sum, graph) => sum + graph.undelivered, 0);
    tell({ kind: 'arrivals', arrivals, reads, undelivered });
  }
  if (order.kind === 'statuses') {
    void graphs
      .get('statuses')
      ?.waitFor((graph) => graph.statusesPosted, 30_000)
      .then(
        () => tell({ kind: 'statusesPosted', at: machineMs() }),
        () => tell({ kind: 'statusesPosted', at: Number.NaN }),
      );
  }
});
process.once('disconnect', () => process.exit());

function tell(report: Report): void {
  process.send?.(report);
}

tell({ kind: 'ready', urls: Object.fromEntries([...graphs].map(([kind, graph]) => [kind, graph.url])) as Record<GraphKind, string> });
