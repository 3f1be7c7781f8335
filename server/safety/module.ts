import { defineModule } from '#platform/module.ts';

const organization = { tenancy: 'organization' } as const;

/** The safety gate, with every table that it reads or writes. What people do with these (routes, calls, reminders) is modules/incidents. */
export const safetyModule = defineModule({
  name: 'safety',
  summary: 'The safety gate: every message of a contact is read for danger before it is stored.',
  notices: [
    {
      kind: 'safety.unsafe_answer',
      for: ['channels.change'],
      text: 'An assistant was about to say something that it must not, and was kept from it. The person got a safe sentence, and people have the conversation.',
      advice: 'Open the turn in the inspector (turns), see what it wanted to say, and change its instructions or its model.',
    },
    {
      kind: 'safety.unread',
      for: ['incidents.handle'],
      text: 'The safety rules could not read a message. It was taken all the same, and counts as one that needs attention.',
      advice: 'Look at the incidents. If it happens again, report it with the version of the program.',
    },
    {
      kind: 'safety.model_silent',
      for: ['safety.change'],
      text: 'The model that reads beside the safety rules (“{provider}”) does not answer: {trouble}. The rules alone read, and find less.',
      advice: 'Check the model provider. An answer is waited for 3 seconds: a smaller model may be quick enough.',
    },
  ],
  tables: [
    {
      name: 'safety_findings',
      ...organization,
      personal: true,
      whose: { contact: [{ column: 'contact_id' }] },
      retention: 'as long as the message',
    },
    {
      name: 'incidents',
      ...organization,
      personal: true,
      whose: { contact: [{ column: 'contact_id' }] },
      retention: 'as long as the contact',
    },
    { name: 'safety_settings', ...organization, personal: false, retention: 'as long as the organization' },
    { name: 'safety_lines', ...organization, personal: false, retention: 'until deleted' },
  ],
});
