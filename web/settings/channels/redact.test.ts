import { expect, it } from 'vitest';
import { redact } from './redact.ts';

it('covers what people wrote, their names and numbers, and leaves what finds a fault', () => {
  const event = {
    type: 'text',
    from: '254700000001',
    timestamp: '1700000000',
    text: { body: 'Habari' },
    contacts: [{ profile: { name: 'Amina' }, wa_id: 254700000001 }],
    errors: [{ code: 131051, title: 'Unsupported' }],
    flag: true,
  };
  const covered = redact(event);
  expect(covered).toEqual({
    type: 'text',
    from: '•••(12)',
    timestamp: '1700000000',
    text: { body: '•••(6)' },
    contacts: [{ profile: { name: '•••(5)' }, wa_id: '•••' }],
    errors: [{ code: 131051, title: 'Unsupported' }],
    flag: true,
  });
  expect(JSON.stringify(covered)).not.toMatch(/254700|Habari|Amina/);
});
