import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A form is a few short fields; anything larger is not one of ours. */
const formBytesMax = 16 * 1024;

/** Lets the routes of this part of the server take HTML forms and nothing else: the body becomes the fields by name. */
export function acceptForms(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: formBytesMax },
    (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(String(body))));
    },
  );
}

/** The fields of a form that was sent, by name; whatever else came with the request is none. */
export function fieldsOf(request: FastifyRequest): Readonly<Record<string, string>> {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(Object.entries(body).filter((field): field is [string, string] => typeof field[1] === 'string'));
}
