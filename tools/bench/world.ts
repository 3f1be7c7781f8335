/** What the programs under test and the fake Graph agree on. Ids and secrets are fictional and reach nothing but loopback. */

export const appSecret = 'bench-app-secret';
export const accessToken = 'bench-access-token';
/** Of the organization whose channel asks. */
export const asksKey = 'brz_bench_asks_00000000000000000000000';

/** One number for each behaviour of the Graph, so that one program meets them all without a restart. */
export const graphKinds = {
  /** Answers at once. */
  instant: { phoneNumberId: '100000000000001', latencyMs: 0, statuses: 'none' },
  /** Answers after 50 ms, as the real one does at best. */
  slow: { phoneNumberId: '100000000000002', latencyMs: 50, statuses: 'none' },
  /** Answers at once and posts "sent", "delivered" and "read" for every message. */
  statuses: { phoneNumberId: '100000000000003', latencyMs: 0, statuses: 'all' },
  /** Of a second organization. Answers at once. */
  neighbour: { phoneNumberId: '100000000000004', latencyMs: 0, statuses: 'none' },
  /** Of a third, which has a flow. Answers at once. */
  asks: { phoneNumberId: '100000000000005', latencyMs: 0, statuses: 'none' },
} as const;

export type GraphKind = keyof typeof graphKinds;
export const graphKindNames = Object.keys(graphKinds) as GraphKind[];
export type GraphUrls = Readonly<Record<GraphKind, string>>;

export function numberOf(kind: GraphKind) {
  return { phoneNumberId: graphKinds[kind].phoneNumberId, businessAccountId: '200000000000001', displayPhoneNumber: '15550001111' };
}

/** Baraza's provisioning file: an organization with a WhatsApp channel for each number but two, which are others'; all answered by the echo. */
export function provisioningFile(urls: GraphUrls): string {
  const channel = (kind: GraphKind) => ({
    type: 'whatsapp',
    name: kind,
    ...numberOf(kind),
    appSecret,
    accessToken,
    verifyToken: `bench-verify-${kind}`,
    graphUrl: urls[kind],
    // Out of the way: what is measured is the program, not the pace that the provider allows.
    limits: { perSecond: 5000, pair: { burst: 1000, everySeconds: 1 } },
    assistant: { kind: 'echo' },
  });
  const own = graphKindNames.filter((kind) => kind !== 'neighbour' && kind !== 'asks').map(channel);
  return JSON.stringify({
    organizations: [
      { slug: 'bench', name: 'Bench', channels: own },
      { slug: 'neighbour', name: 'Neighbour', channels: [channel('neighbour')] },
      { slug: 'asks', name: 'Asks', apiKeys: [{ name: 'bench', key: asksKey }], channels: [channel('asks')] },
    ],
  });
}
