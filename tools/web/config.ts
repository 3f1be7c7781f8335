import { join } from 'node:path';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';

const root = join(import.meta.dirname, '../..');

/** Where the built app lies; the server serves it from there. */
export const webFolder = join(root, 'build/web');

/** How the app for browsers is built; the development server uses the same. */
export const viteConfig: InlineConfig = {
  configFile: false,
  root: join(root, 'web'),
  envFile: false,
  publicDir: false,
  plugins: [react(), tailwind()],
  logLevel: 'error',
  build: {
    outDir: webFolder,
    // A server that runs, and pages that are open, still ask for the files of the build before; build.ts takes old ones away.
    emptyOutDir: false,
    manifest: true,
    // What browsers of the last two years know; light-dark() in the tokens must stay as it is written.
    target: ['chrome125', 'firefox126', 'safari17.5'],
    // Nothing inline: the policy allows no data: fonts and scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Signs that many pages share come in one file: alone, each of some 200 bytes would be packed, and asked for, by itself.
        codeSplitting: { groups: [{ name: 'signs', test: /lucide-react\/dist\/esm\/icons\//, minShareCount: 4 }] },
      },
    },
    chunkSizeWarningLimit: 1000,
  },
};
