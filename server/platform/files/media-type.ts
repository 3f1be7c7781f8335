import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { FileFault } from './file-fault.ts';

/** "Audio/OGG; codecs=opus" → "audio/ogg": one name for one thing. */
export function plainType(said: string): string {
  const type = said.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return oneName[type] ?? type;
}
const oneName: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'audio/mp3': 'audio/mpeg',
  'audio/x-m4a': 'audio/mp4',
  'audio/m4a': 'audio/mp4',
  'audio/opus': 'audio/ogg',
  'application/ogg': 'audio/ogg',
  'audio/x-aac': 'audio/aac',
  'application/x-pdf': 'application/pdf',
  'application/x-zip-compressed': 'application/zip',
};

/** Programs. Whoever opens one by mistake has more to lose than the sender. */
const programs: ReadonlySet<string> = new Set([
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/java-vm',
  'application/x-msi',
  'application/vnd.android.package-archive',
  'application/x-ms-shortcut',
  'application/x-apple-diskimage',
]);

/** One container, several names: sound alone comes as a film, and phones write 3GP and QuickTime where MP4 is meant. */
const mpeg4: ReadonlySet<string> = new Set(['video/mp4', 'audio/mp4', 'video/3gpp', 'video/3gpp2', 'video/quicktime', 'audio/3gpp']);
/** Of the old office programs only the container can be told. */
const oldOffice: ReadonlySet<string> = new Set(['application/msword', 'application/vnd.ms-excel', 'application/vnd.ms-powerpoint']);

/**
 * What the bytes of a file are, when that fits what was said of them. Throws `FileFault` when it does not: a picture that is a program
 * or a page is somebody's attempt. Only the beginning of a file is a proof, so whatever is stored is also served in a way that makes
 * nothing of it (see download.ts).
 */
export async function lookAt(path: string, said: string): Promise<string> {
  const declared = plainType(said);
  // Heavy, and not needed before the first file.
  const { fileTypeFromFile, supportedMimeTypes } = await import('file-type');
  const found = await fileTypeFromFile(path);
  // Ogg holds speech (Opus) or music (Vorbis); phones play the first only.
  const type = found === undefined ? null : found.mime === 'audio/ogg' ? 'audio/ogg; codecs=vorbis' : plainType(found.mime);
  if (type === null) return textOr(path, declared, new Set([...supportedMimeTypes].map(plainType)));
  if (programs.has(type)) throw wrongType(`The file is a program (${type}).`);
  if (fits(declared, plainType(type))) return mpeg4.has(declared) && mpeg4.has(type) ? declared : type;
  throw wrongType(`The file was sent as ${declared || 'nothing'}, but it is ${type}.`);
}

function fits(declared: string, found: string): boolean {
  if (declared === found || declared === '' || declared === 'application/octet-stream') return true;
  if (mpeg4.has(declared) && mpeg4.has(found)) return true;
  if (found === 'application/x-cfb') return oldOffice.has(declared);
  // Office documents are ZIPs; not every one says which.
  if (found === 'application/zip') return /^application\/(vnd\.(openxmlformats|oasis)|epub)/.test(declared);
  return false;
}

/** Text and its like have no mark at the beginning. Pages and pictures that are programs are kept as the text they are. */
async function textOr(path: string, declared: string, marked: ReadonlySet<string>): Promise<string> {
  const isText = await looksLikeText(path);
  if (marked.has(declared)) throw wrongType(`The file was sent as ${declared}, but it is not.`);
  if (/^(image|audio|video)\//.test(declared)) throw wrongType(`The file was sent as ${declared}; this kind is not taken.`);
  if (!isText) return 'application/octet-stream';
  return ['text/csv', 'text/vcard', 'text/calendar'].includes(declared) ? declared : 'text/plain';
}

async function looksLikeText(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0);
    const head = buffer.subarray(0, bytesRead);
    // The last character may be cut.
    return !head.includes(0) && [0, 1, 2, 3].some((cut) => isUtf8(head.subarray(0, bytesRead - cut)));
  } finally {
    await file.close();
  }
}

function wrongType(reason: string): FileFault {
  return new FileFault('wrong_type', reason, 'Ask for the file in another form, such as a JPEG picture or a PDF.');
}
