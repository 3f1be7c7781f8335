// Runs one of Baraza's programs under the right Node.js and stands in for it: passes signals on, and ends as it ended.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { CannotPrepare, prepare } from './prepare.mjs';

/** Longer than the server takes to finish its turns and close its database; after that it is stuck. */
const SECONDS_TO_STOP = 10;

/** Sets up what is missing, then becomes the program: this process ends when the program does, with its exit code. */
export function launch(file, words, options) {
  standIn(prepareOrExit(), [file, ...words], options);
}

/** The second half of `launch`, for a Node.js that is already known. */
export function standIn(node, command, { secondsToStop = SECONDS_TO_STOP, ...options } = {}) {
  // The channel carries no messages. It closes when we die, even by SIGKILL, and that tells the program to stop.
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...command], { stdio, ...options });
  child.on('error', (error) => {
    process.stderr.write(`Baraza could not be started with ${node}: ${error.message}.\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
  const stop = stopOnce(child, secondsToStop);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, stop);
  if (process.env.npm_lifecycle_event) whenNpmIsGone(() => stop('SIGTERM'));
}

/** Sets up, or ends with the one sentence that says what a person can mend. */
export function prepareOrExit() {
  try {
    return prepare();
  } catch (error) {
    if (!(error instanceof CannotPrepare)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Ctrl-C reaches the whole group and npm sends it to us again, so only the first signal is passed on. */
function stopOnce(child, secondsToStop) {
  let stopping = false;
  return (signal) => {
    if (stopping) return;
    stopping = true;
    child.kill(signal);
    setTimeout(() => child.kill('SIGKILL'), secondsToStop * 1000);
  };
}

/**
 * npm runs us through a shell that passes no signal on. Where npm or that shell is killed, all we can see is that an
 * ancestor changed. Only asked under npm: a person may well start us by hand in the background and leave.
 */
function whenNpmIsGone(act) {
  const shell = /^(ba|da|a|z|k)?sh$/.test(procField(process.ppid, 'comm'));
  const ancestors = () => (shell ? `${process.ppid} ${parentOf(process.ppid)}` : `${process.ppid}`);
  const before = ancestors();
  const watch = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(watch);
    act();
  }, 200);
}

/** Linux only; elsewhere there is nothing to read, and only the shell is watched. */
function parentOf(id) {
  return /^PPid:\s*(\d+)/m.exec(procField(id, 'status'))?.[1] ?? '';
}

function procField(id, field) {
  try {
    return readFileSync(`/proc/${id}/${field}`, 'utf8').trim();
  } catch {
    return '';
  }
}
