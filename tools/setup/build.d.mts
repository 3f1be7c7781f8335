// The set-up is plain JavaScript because it runs before there is a Node.js for anything else; this tells the benchmark its shape.
export const serverEnvironment: Readonly<Record<string, string>>;
export const serverWords: readonly string[];
export function buildServer(folder?: string): Promise<string>;
/** For the benchmark alone: some files with another text, by their paths; to be found under this name in build/. */
export function buildServerWith(texts: Readonly<Record<string, string>>, name: string, folder?: string): Promise<string>;
