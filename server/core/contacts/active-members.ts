/** Who of an organization can be told about a contact, and how the organization speaks. */
export { type ActiveMember, listActiveMembers, readPlace } from './active-members-store.ts';
