import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to a server on this machine that can be cut: both ends see a reset, as when a router between them is restarted. */
export interface BreakableLine {
  readonly port: number;
  /** Cuts every connection there is; returns how many. New ones may be made at once. */
  cut(): number;
  close(): void;
}

export async function openLine(target: { readonly port: number }): Promise<BreakableLine> {
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((here) => {
    const there = connect(target.port, '127.0.0.1');
    const pair = [here, there] as const;
    pairs.add(pair);
    for (const [one, other] of [pair, pair.toReversed() as [Socket, Socket]]) {
      one.on('error', () => undefined);
      one.on('close', () => {
        other.destroy();
        pairs.delete(pair);
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      const count = pairs.size;
      for (const socket of [...pairs].flat()) socket.resetAndDestroy();
      return count;
    },
    close() {
      server.close();
      for (const socket of [...pairs].flat()) socket.destroy();
    },
  };
}
