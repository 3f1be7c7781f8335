import { readdirSync, readFileSync } from 'node:fs';

/** A message of the development half, with what its writer says it is. */
export interface DevelopmentMessage {
  readonly id: string;
  readonly text: string;
  readonly lang: string;
  readonly label: 'none' | 'concern' | 'crisis';
  readonly kind: string;
}

const folder = new URL('../../tests/safety/development/', import.meta.url);

/** All of them, file by file in the order of their names. */
export function readDevelopment(): DevelopmentMessage[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort();
  return files.flatMap((name) =>
    readFileSync(new URL(name, folder), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
}
