import { expect, it } from 'vitest';
import { ApiError } from './api.ts';
import { explain } from './explain.ts';

const refused = (field: string) => new ApiError(400, 'bad_request', `${field} must be an identifier (UUID).`, { field });

it('says of an address that was cut short what it says of one that leads nowhere', () => {
  expect(explain(refused('id'))).toEqual(explain(new ApiError(404, 'not_found', '')));
});

it('names what is wrong in what somebody filled in', () => {
  expect(explain(refused('teamId')).why).toBe('teamId must be an identifier (UUID).');
});
