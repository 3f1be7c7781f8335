import type { FastifyInstance } from 'fastify';
import { html, type Page, sendPage } from './html.ts';

const page: Page = {
  title: 'Baraza',
  status: 200,
  body: html`<h1>Baraza is running</h1>
<p>There is no app for a browser in this version yet. Programs and people at a terminal use its API.</p>
<p><a href="/docs">The API, described</a></p>
<p class="muted">Nobody has an account yet? The link that makes the first one was printed in the terminal where Baraza was started.</p>`,
};

/** GET /: what somebody sees who opens the address that was printed. */
export async function frontPageRoutes(server: FastifyInstance): Promise<void> {
  server.get('/', (_request, reply) => sendPage(reply, page));
}
