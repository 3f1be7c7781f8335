import { z } from 'zod';
import { post, type Reach, readText } from './reach.ts';
import { ModelTrouble } from './trouble.ts';

/** A file as it was received. */
export interface HeardFile {
  readonly bytes: Uint8Array;
  /** Its media type: "audio/ogg". */
  readonly type: string;
}

/** Longer than any transcript of a voice note that a person would read. */
const answerBytesMax = 256 * 1024;
const transcript = z.object({ text: z.string() });

/**
 * What is said in a recording: POST /audio/transcriptions, which the AI SDK's adapter does not have. `boundary` must not stand in
 * the file; it comes from the caller's chance.
 */
export async function transcribe(reach: Reach, { model, boundary }: { model: string; boundary: string }, file: HeardFile): Promise<string> {
  const answer = await post(reach, '/audio/transcriptions', {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: formOf(boundary, model, file),
  });
  const read = transcript.safeParse(parse(await readText(answer.body, answerBytesMax)));
  if (!read.success) throw new ModelTrouble('garbage', 'What came is not a transcript of the OpenAI form.', { retry: true, reached: true });
  return read.data.text.trim();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Providers tell the format by the name's ending. */
const endings: Readonly<Record<string, string>> = {
  'audio/ogg': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/aac': 'm4a',
  'audio/amr': 'amr',
  'audio/wav': 'wav',
  'audio/webm': 'webm',
};

function formOf(boundary: string, model: string, file: HeardFile): Uint8Array {
  const type = file.type.split(';')[0]?.trim().toLowerCase() ?? '';
  const field = (name: string, value: string) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const ending = endings[type] ?? 'ogg';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="voice.${ending}"\r\ncontent-type: audio/${ending}\r\n\r\n`;
  return Buffer.concat([
    Buffer.from(field('model', model) + field('response_format', 'json') + head),
    file.bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
}
