/** The nouns of addresses behind which no contact is: what an organization sets up, and who works there. */
const plainNouns: ReadonlySet<string> = new Set([
  'api-keys',
  'assistants',
  'attributes',
  'canned-replies',
  'channels',
  'desk',
  'flows',
  'inbox-views',
  'incoming-webhooks',
  'invitations',
  'labels',
  'members',
  'model-providers',
  'notices',
  'organization',
  'safety',
  'segments',
  'tags',
  'teams',
  'webhook-subscriptions',
]);

/** Whether what stands behind an address of the API may be somebody's own. What is not named above is. */
export function isPersonal(path: string): boolean {
  return !plainNouns.has(path.split('/')[2] ?? '');
}
