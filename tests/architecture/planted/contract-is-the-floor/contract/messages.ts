import { z } from 'zod';
import { Id } from './identifiers.ts';
import type { Turn } from '#core/turn.ts'; // planted
import { createHash } from 'node:crypto'; // planted
import { match } from 'ts-pattern'; // planted
import { Alert } from '../modules/care/contract.ts'; // planted
export const Message = [z, Id, createHash, match, Alert] as unknown as Turn;
