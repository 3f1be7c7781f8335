import { z } from 'zod';
import { Id } from './identifiers.ts';
import { Time } from './values.ts';

export const StoredFile = z.object({
  id: Id.describe('Give it as "file" when you send a message; read it at /api/files/{id}.'),
  mediaType: z.string().describe('What the bytes are, as they were looked at.'),
  name: z.string().nullable(),
  size: z.int().describe('In bytes.'),
  createdAt: Time,
});
export type StoredFile = z.infer<typeof StoredFile>;

export const FileLink = z.object({
  url: z.url().describe('Opens the file without signing in; for a page that shows it.'),
  expiresAt: Time,
});
export type FileLink = z.infer<typeof FileLink>;
