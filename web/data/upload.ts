import type { StoredFile } from '#contract/files.ts';
import { ApiError, headersOf, queryOf, surroundings, toError } from './api.ts';

/** Sends a file and tells how far it is, which `fetch` cannot. Aborted, it rejects with an AbortError. */
export function upload(
  file: Blob,
  { name, onProgress, signal, path = '/api/files' }: { name: string; onProgress(share: number): void; signal: AbortSignal; path?: string },
): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${path}${queryOf({ name })}`);
    for (const [header, value] of Object.entries(headersOf('POST', { file }))) request.setRequestHeader(header, value);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total);
    request.onload = () => {
      surroundings.onReached(true);
      if (request.status === 201) return resolve(request.response as StoredFile);
      const error = toError({ status: request.status, headers: new Headers() }, request.response);
      if (error.code === 'unauthenticated') surroundings.onSessionEnded();
      reject(error);
    };
    request.onerror = () => {
      surroundings.onReached(false);
      reject(new ApiError(0, 'unreachable', 'unreachable'));
    };
    request.onabort = () => reject(new DOMException('The upload was given up.', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
