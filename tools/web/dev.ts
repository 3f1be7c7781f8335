import { createServer } from 'vite';
import { viteConfig } from './config.ts';

/**
 * `npm run dev:web`: the app from its sources, changed in the browser as files change. Everything else is asked of a server that
 * runs beside it (`npm start`; BARAZA_URL names another).
 */

const baraza = process.env.BARAZA_URL ?? 'http://127.0.0.1:8080';
const others = ['/api', '/files', '/docs', '/openapi.json', '/health', '/webhooks', '/incoming', '/realtime'];

const server = await createServer({
  ...viteConfig,
  logLevel: 'info',
  server: {
    port: Number(process.env.PORT ?? 5173),
    proxy: Object.fromEntries(others.map((path) => [path, { target: baraza, ws: path === '/realtime' }])),
  },
});
await server.listen();
console.log(`The app is at ${server.resolvedUrls?.local[0] ?? 'an unknown address'}; it asks the server at ${baraza}.`);
process.once('disconnect', () => process.exit(0));
