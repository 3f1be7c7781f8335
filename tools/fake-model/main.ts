import { orExplain, readOptions, wholeNumber } from '#platform/command-line.ts';
import { startFakeModel } from './server.ts';

/** `npm run fake-model`; see README.md. */

const usage = `Usage: npm run fake-model -- [options]

  --port 9910    the port to listen on, on 127.0.0.1
  --key WORD     the key it takes (fake-model-key)
  --help         show this
`;

const words = process.argv.slice(2);
const options = orExplain(words, usage, () => optionsFrom(words));
const fake = await startFakeModel(options).catch(sayWhyNot);
fake.always({ kind: 'obey' });
console.log(`The fake model answers at ${fake.url} and takes the key ${fake.key}.`);
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

function stop(): void {
  void fake.close();
}

/** Node's code (errno(3)) in a sentence. */
function sayWhyNot(error: NodeJS.ErrnoException): never {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
  console.error(`The port is ${error.code === 'EACCES' ? 'not for this user' : 'in use by another program'}; choose one with --port.`);
  process.exit(1);
}

function optionsFrom(given: readonly string[]): { port: number; key: string } {
  const values = readOptions(given, { port: { type: 'string', default: '9910' }, key: { type: 'string', default: 'fake-model-key' } });
  return { port: wholeNumber('port', values.port, 65_535), key: values.key };
}
