import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A wire to a server that can be cut, or left hanging without a word. */
export interface Wire {
  /** The server's address, by way of this wire. */
  readonly url: string;
  /** From now on nothing passes, and nobody is told; new connections are taken and stay silent. */
  hang(): void;
  /** New connections pass again; what hung stays lost. */
  mend(): void;
  /** Ends every connection. */
  cut(): void;
  close(): void;
}

export async function openWire(to: string): Promise<Wire> {
  const target = new URL(to);
  const sockets = new Set<Socket>();
  let hanging = false;
  const wire = createServer((near) => {
    const far = connect(Number(target.port || 5432), target.hostname);
    for (const [from, onto] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => hanging || onto.write(bytes));
      from.on('close', () => onto.destroy()).on('error', () => undefined);
    }
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    url: Object.assign(new URL(to), { hostname: '127.0.0.1', port: String((wire.address() as AddressInfo).port) }).href,
    hang: () => {
      hanging = true;
    },
    mend: () => {
      hanging = false;
    },
    cut,
    close() {
      cut();
      wire.close();
    },
  };
}
