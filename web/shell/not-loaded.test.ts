import { expect, it } from 'vitest';
import { ApiError } from '#web/data/api.ts';
import { withSentences } from './lazy-page.ts';
import { isNotLoaded, notLoaded } from './not-loaded.ts';

it.each([
  new TypeError('Failed to fetch dynamically imported module: http://localhost/assets/a.js'),
  new TypeError('error loading dynamically imported module: http://localhost/assets/a.js'),
  new TypeError('Importing a module script failed.'),
  new Error('Unable to preload CSS for /assets/a.css'),
  notLoaded(),
])('knows %s as a file that did not come', (error) => {
  expect(isNotLoaded(error)).toBe(true);
});

it.each([new TypeError('undefined is not a function'), new ApiError(404, 'not_found', ''), null])('knows %s as another fault', (error) => {
  expect(isNotLoaded(error)).toBe(false);
});

it('tells of a page that did not come as a server out of reach, so that the router does not load the address again', async () => {
  const load = withSentences([], () => Promise.reject(new TypeError('Failed to fetch dynamically imported module: /assets/a.js')));
  await expect(load()).rejects.toMatchObject({ status: 0, code: 'unreachable' });
});
