import { z } from 'zod';
import { run } from './run.ts';
import { Refusal } from '#platform/errors.ts';
import type { Flow } from '#contract/flows.ts';
import { readFile } from 'node:fs/promises'; // planted
import { request } from 'undici'; // planted
import type { Db } from '#platform/db/database.ts'; // planted
import { runner } from '../runner.ts'; // planted
export const step = [z, run, Refusal, readFile, request, runner] as (Flow | Db)[];
