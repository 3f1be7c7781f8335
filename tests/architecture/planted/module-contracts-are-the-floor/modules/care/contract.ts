import { z } from 'zod';
import { Id } from '#contract/identifiers.ts';
import { Place } from '../clinic/contract.ts';
import type { Row } from './server/store.ts'; // planted
import { createHash } from 'node:crypto'; // planted
export const Alert = [z, Id, Place, createHash] as unknown as Row;
