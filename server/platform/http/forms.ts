import type { FastifyInstance } from 'fastify';

/** A form is a few short fields; anything larger is not one of ours. */
const formBytesMax = 16 * 1024;

/** Lets the routes of this part of the server take HTML forms: the body becomes the fields by name. */
export function acceptForms(server: FastifyInstance): void {
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: formBytesMax },
    (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(String(body))));
    },
  );
}
