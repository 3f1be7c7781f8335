import { findOrganization } from '#organizations/index.ts';
import { orExplain, readOptions, wholeNumber } from '#platform/command-line.ts';
import { BadStart } from '#platform/errors.ts';
import { run } from '#server/boot/run.ts';
import { parseEnvironment, say, sayFaults } from '#server/cli/terminal.ts';
import { fillInbox } from './fill.ts';

/** `npm run generate-inbox`: made-up conversations in an organization there is, to see a full inbox and to measure. */

const usage = `Usage: npm run generate-inbox -- --organization SLUG [options]

Fills the database that npm start would use with made-up conversations. Stop the server first when it is the built-in one.

  --organization SLUG     whose inbox
  --conversations 1000    how many
  --messages 10000        how many in all
  --help                  show this
`;

const words = process.argv.slice(2);
const options = orExplain(words, usage, () => {
  const values = readOptions(words, {
    organization: { type: 'string', default: '' },
    conversations: { type: 'string', default: '1000' },
    messages: { type: 'string', default: '10000' },
  });
  return {
    slug: values.organization,
    conversations: wholeNumber('conversations', values.conversations, 1_000_000),
    messages: wholeNumber('messages', values.messages, 10_000_000),
  };
});

try {
  process.exitCode = await generate();
} catch (error) {
  sayFaults(error);
  process.exitCode = 1;
}

async function generate(): Promise<number> {
  const environment = parseEnvironment();
  if (!environment) return 1;
  const program = await run(
    { ...environment.config, logLevel: 'error' },
    { listen: false, works: false, readEnvironment: environment.read },
  );
  try {
    const { organizations, making } = program.app;
    const organizationId = await findOrganization(organizations, options.slug);
    if (organizationId === null) throw new BadStart([`There is no organization "${options.slug}"; name one with --organization.`]);
    const onProgress = (done: number) => say(`${done} messages`);
    await fillInbox(organizations.database, organizationId, { ...options, now: making.clock.now(), onProgress });
    return 0;
  } finally {
    await program.stop();
  }
}
