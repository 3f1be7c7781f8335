import { expect, it } from 'vitest';
import { type FileLimits, ruleFile } from './attachments.ts';

const mb = 1024 * 1024;
const whatsapp: FileLimits = {
  image: { bytes: 5 * mb, types: ['image/jpeg', 'image/png'] },
  audio: { bytes: 16 * mb, types: ['audio/ogg'] },
  video: { bytes: 16 * mb, types: ['video/mp4'] },
  sticker: { bytes: 500_000, types: ['image/webp'] },
  document: { bytes: 100 * mb, types: null },
};
const { document: _none, ...withoutDocuments } = whatsapp;

const cases: readonly [what: string, file: { type: string; size: number }, limits: FileLimits, ruling: object][] = [
  ['a photo', { type: 'image/jpeg', size: mb }, whatsapp, { use: 'image' }],
  // Better as a document than not at all.
  ['a large photo', { type: 'image/png', size: 8 * mb }, whatsapp, { use: 'document' }],
  ['a drawing', { type: 'image/svg+xml', size: mb }, whatsapp, { use: 'document' }],
  ['a voice note', { type: 'audio/ogg; codecs=opus', size: mb }, whatsapp, { use: 'audio' }],
  ['of no known kind', { type: '', size: mb }, whatsapp, { use: 'document' }],
  ['a huge film', { type: 'video/mp4', size: 200 * mb }, whatsapp, { refused: 'too_large', bytes: 100 * mb }],
  [
    'a large photo where there are no documents',
    { type: 'image/jpeg', size: 8 * mb },
    withoutDocuments,
    { refused: 'too_large', bytes: 5 * mb },
  ],
  ['a letter where there are no documents', { type: 'application/pdf', size: mb }, withoutDocuments, { refused: 'type' }],
  ['nothing', { type: 'image/jpeg', size: 0 }, whatsapp, { refused: 'empty' }],
  ['anything where there are no files', { type: 'image/jpeg', size: mb }, null, { refused: 'no_files' }],
];

it.each(cases)('%s', (_what, file, limits, ruling) => {
  expect(ruleFile(file, limits)).toEqual(ruling);
});
