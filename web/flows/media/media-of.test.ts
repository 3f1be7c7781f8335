import { expect, it } from 'vitest';
import { mediaOf } from './media-of.ts';

it.each([
  ['image/png', 'image'],
  ['audio/ogg; codecs=opus', 'audio'],
  ['video/mp4', 'video'],
  ['application/pdf', 'document'],
  ['text/plain', 'document'],
])('says %s as %s', (mediaType, kind) => {
  expect(mediaOf({ id: 'f', mediaType, name: 'way' })).toEqual({ kind, file: 'f', fileName: 'way' });
});
