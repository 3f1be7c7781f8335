import { say } from '../cli/terminal.ts'; // planted

export const run = say;
