import { run } from '../boot/run.ts';

run('ready');
