export function buildWeb(node: string, folder?: string): Promise<void>;
