// The set-up is plain JavaScript because it runs before there is a Node.js for anything else; this tells its tests its shape.
export interface Machine {
  version: string;
  executable: string;
  say(sentence: string): void;
  install(folder: string): string;
  placeNode(folder: string): string;
  versionOf(executable: string): string;
}
export const root: string;
export const thisMachine: Machine;
export class CannotPrepare extends Error {}
export function prepare(folder?: string, machine?: Machine): string;
export function fingerprint(folder: string): string;
export function findNode(folder: string, machine?: Machine): string;
