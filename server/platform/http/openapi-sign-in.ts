/** Signing in is better-auth's; these are the parts of it that programs need, described by hand. */
export function signInPaths(): Record<string, Record<string, unknown>> {
  return {
    '/api/auth/sign-in/email': {
      post: {
        operationId: 'sign_in',
        tags: ['accounts'],
        summary: 'Sign in with e-mail and password',
        description: 'Sets the session cookie. After several wrong passwords the answer is 429 and says how long to wait.',
        security: [],
        requestBody: {
          required: true,
          content: json(
            { type: 'object', required: ['email', 'password'], properties: { email: { type: 'string' }, password: { type: 'string' } } },
            {
              email: 'ana@clinic.example',
              password: 'a sentence only you would think of',
            },
          ),
        },
        responses: {
          200: { description: 'Signed in.' },
          401: fault('accounts.invalid_email_or_password'),
          429: fault('too_many_requests'),
        },
      },
    },
    '/api/auth/sign-out': {
      post: {
        operationId: 'sign_out',
        tags: ['accounts'],
        summary: 'Sign out',
        security: [{ session: [] }],
        responses: { 200: { description: 'Signed out.' } },
      },
    },
    '/api/auth/get-session': {
      get: {
        operationId: 'get_session',
        tags: ['accounts'],
        summary: 'Show who is signed in',
        security: [{ session: [] }],
        responses: { 200: { description: 'The session and the person, or null.' } },
      },
    },
  };
}

function json(schema: unknown, example: unknown) {
  return { 'application/json': { schema, example } };
}

function fault(code: string) {
  return { description: `\`${code}\``, content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } };
}
