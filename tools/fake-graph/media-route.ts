import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answer.ts';
import type { FakeGraph } from './fake-graph.ts';

export interface MediaRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** `POST /v23.0/<number>/media`, `GET /v23.0/<media id>`, and the addresses of files; null: it is none of these. */
export function answerMedia(graph: FakeGraph, { method, url, headers, bytes }: MediaRequest): Answer | null {
  const { pathname, searchParams } = new URL(url, graph.url);
  const address = /^\/media\/(t[0-9]+)$/.exec(pathname)?.[1];
  if (method === 'GET' && address !== undefined) return graph.media.download(address, headers);
  const [, node = '', edge] = /^\/v[0-9]+\.[0-9]+\/([^/]+)(?:\/(media))?$/.exec(pathname) ?? [];
  if (method === 'POST' && edge === 'media') {
    const { phoneNumberId } = graph.numberOf(node);
    const fault = graph.uploadFaults.shift();
    if (fault !== undefined) throw fault;
    return graph.media.upload(phoneNumberId, { contentType: headers['content-type'] ?? '', body: bytes });
  }
  // Numbers and files share the address; ids of the fake's files have sixteen digits.
  if (method !== 'GET' || edge !== undefined || !/^[0-9]{16}$/.test(node)) return null;
  return graph.media.describe(node, { origin: graph.url, phoneNumberId: searchParams.get('phone_number_id') });
}
