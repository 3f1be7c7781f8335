import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

/** A mail server as far as a sender notices (RFC 5321). */
export interface FakeMailServer {
  readonly url: string;
  /** Whole messages that were taken, as they came. */
  readonly taken: string[];
  /** How it answers the next messages, one each; then it takes them. "550": the recipient is refused; "451": not now; "cut": it hangs up. */
  readonly moods: ('550' | '451' | 'cut')[];
  close(): Promise<void>;
}

export async function startMailServer(): Promise<FakeMailServer> {
  const taken: string[] = [];
  const moods: FakeMailServer['moods'] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => undefined);
    serve(socket, { taken, moods });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    moods,
    close() {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** What is said to a command; the recipient is where its moods show. */
function replyTo(line: string, moods: FakeMailServer['moods']): string {
  const verb = line.slice(0, 4).toUpperCase();
  if (verb === 'DATA') return '354 go on';
  if (verb === 'QUIT') return '221 bye';
  if (verb === 'STAR') return '502 no encryption here';
  const mood = verb === 'RCPT' ? moods.shift() : undefined;
  return mood === undefined ? '250 ok' : `${mood} no`;
}

function serve(socket: Socket, { taken, moods }: Pick<FakeMailServer, 'taken' | 'moods'>): void {
  let held = '';
  let isData = false;
  const hear = (whole: string) => {
    const reply = isData ? '250 taken' : replyTo(whole, moods);
    if (isData) taken.push(whole);
    isData = reply.startsWith('354');
    if (reply.startsWith('cut')) socket.destroy();
    else socket.write(`${reply}\r\n`);
  };
  socket.write('220 fake\r\n');
  socket.setEncoding('utf8').on('data', (part: string) => {
    held += part;
    for (let mark = isData ? '\r\n.\r\n' : '\r\n'; held.includes(mark); mark = isData ? '\r\n.\r\n' : '\r\n') {
      const end = held.indexOf(mark);
      const whole = held.slice(0, end);
      held = held.slice(end + mark.length);
      hear(whole);
    }
  });
}
