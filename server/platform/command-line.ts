import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** A command nobody can understand. Its message is one sentence for the person who typed it. */
export class BadCommand extends Error {}

/** The options among a command's words. Throws `BadCommand` for one there is not, a value that is missing, and any other word. */
export function readOptions<const Options extends ParseArgsOptionsConfig>(words: readonly string[], options: Options) {
  const args = [...words];
  // Our own sentences: Node's are for programmers, and change.
  for (const token of parseArgs({ args, options, strict: false, tokens: true }).tokens) {
    if (token.kind !== 'option') throw new BadCommand(`"${token.kind === 'positional' ? token.value : '--'}" is not an option.`);
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (!option) throw new BadCommand(`There is no option ${token.rawName}.`);
    requireValue(option.type, token);
  }
  return parseArgs({ args, options }).values;
}

function requireValue(type: 'string' | 'boolean', { rawName, value, inlineValue }: Given): void {
  if (type === 'boolean' && value !== undefined) throw new BadCommand(`${rawName} takes no value.`);
  if (type === 'string' && (!value || (value.startsWith('-') && !inlineValue))) throw new BadCommand(`${rawName} needs a value.`);
}

interface Given {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** A whole number. Throws `BadCommand` naming the option. */
export function wholeNumber(option: string, given: string, most: number): number {
  if (/^[0-9]{1,10}$/.test(given) && Number(given) <= most) return Number(given);
  throw new BadCommand(`--${option} must be a whole number from 0 to ${most}.`);
}

/** One of the words. Throws `BadCommand` naming the option. */
export function oneOf<const Word extends string>(option: string, given: string, words: readonly Word[]): Word {
  const word = words.find((known) => known === given);
  if (word !== undefined) return word;
  throw new BadCommand(`--${option} must be one of ${words.join(', ')}.`);
}

/** Whether the person asks what there is. */
export function asksForHelp(words: readonly string[]): boolean {
  return words.some((word) => word === '--help' || word === '-h');
}

/**
 * Runs what reads a command. One that asks for help gets the usage and exit code 0; one that cannot be understood is told why,
 * with the usage, and the program ends with 2, as is usual for a wrong command.
 */
export function orExplain<T>(words: readonly string[], usage: string, read: () => T): T {
  if (asksForHelp(words)) {
    process.stdout.write(usage);
    process.exit(0);
  }
  const explain = (error: unknown): never => {
    if (!(error instanceof BadCommand)) throw error;
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exit(2);
  };
  try {
    const command = read();
    return command instanceof Promise ? (command.catch(explain) as T) : command;
  } catch (error) {
    return explain(error);
  }
}
