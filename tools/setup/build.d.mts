// The set-up is plain JavaScript because it runs before there is a Node.js for anything else; this tells the benchmark its shape.
export const serverEnvironment: Readonly<Record<string, string>>;
export const serverWords: readonly string[];
export function buildServer(folder?: string): Promise<string>;
