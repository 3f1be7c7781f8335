import { parseArgs } from 'node:util';
import { startGateway } from './gateway.ts';

/** A gateway to begin with: `node tools/example-gateway/main.ts --secret … [--gateway example] [--baraza http://127.0.0.1:8080]`. */
const { values } = parseArgs({
  options: {
    secret: { type: 'string' },
    gateway: { type: 'string', default: 'example' },
    baraza: { type: 'string', default: 'http://127.0.0.1:8080' },
    port: { type: 'string', default: '9950' },
  },
});
if (values.secret === undefined) throw new Error('Name the signing secret of the channel: --secret …');
const { url } = await startGateway({ ...values, secret: values.secret, port: Number(values.port) });
console.log(
  `The gateway is at ${url}. Somebody writes: curl ${url}/say -d '{"from":"amina","text":"hello"}' (or /ask, which waits for what is said)`,
);
